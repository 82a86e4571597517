import { expect, it } from 'vitest';
import { isPlausibleHeader } from '../../../../proxy/protocols/dns-stream/is-plausible-header.js';

const header = (flags: number, ...counts: number[]): Buffer => {
  const bytes = Buffer.alloc(13);
  for (const [index, value] of [0, flags, ...counts].entries()) bytes.writeUInt16BE(value, 1 + 2 * index);
  return bytes;
};

it.each([
  ['a query', header(0x0100, 1), 40, true],
  ['a query of the root', header(0x0100, 1), 17, true],
  ['an answer of a header alone', header(0x8181), 12, true],
  ['a part of a zone', header(0x8400, 0, 100), 2000, true],
  ['an update', header(0x2800, 1, 0, 2), 60, true],
  ['a stateful operation', header(0x3000), 16, true],
  ['less than a header', header(0x0100, 1), 11, false],
  ['a query of nothing', header(0x0100), 40, false],
  ['an opcode that nobody uses', header(0x1800, 1), 40, false],
  ['the reserved bit', header(0x0140, 1), 40, false],
  ['a question that does not fit', header(0x0100, 1), 16, false],
  ['a record that does not fit', header(0x8180, 1, 1), 27, false],
])('%s', (_name, bytes, length, expected) => {
  expect(isPlausibleHeader(bytes, 1, length)).toBe(expected);
});
