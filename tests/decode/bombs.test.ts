import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../decode/create-decoder.js';
import type { Decoded } from '../../decode/decoder.js';
import type { Message } from '../../model/index.js';
import { request, typed } from './message.js';
import { zstdBomb } from './transforms/compressed.js';

const mebibyte = 1024 * 1024;
const gzip = (bytes: Buffer | string) => gzipSync(bytes, { level: 1 });
const brotli = (bytes: Buffer | string) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
const zeros = Buffer.alloc(64 * mebibyte, 'a');

function base64Times(times: number): string {
  let text = '{"user":"ada"}';
  for (let count = 0; count < times; count += 1) text = Buffer.from(text).toString('base64');
  return text;
}

/** A field that holds a message that holds one, and so on. */
function nestedProtobuf(depth: number): Buffer {
  const heads: Buffer[] = [];
  let length = 0;
  for (let level = 0; level < depth; level += 1) {
    const head = [0x0a];
    for (let left = length; ; left >>>= 7) {
      head.push(left > 0x7f ? (left & 0x7f) | 0x80 : left);
      if (left <= 0x7f) break;
    }
    heads.push(Buffer.from(head));
    length += head.length;
  }
  return Buffer.concat(heads.reverse());
}

/** Arrays of references to arrays of references: every one of them may be read, a million million times. */
function bplistBomb(width: number): Buffer {
  const array = Buffer.concat([Buffer.of(0xaf, 0x11, width >> 8, width & 255), Buffer.alloc(2 * width)]);
  const parts = [Buffer.from('bplist00'), ...Array.from({ length: width }, () => array), Buffer.of(0x50)];
  const table = Buffer.alloc(4 * (width + 1));
  let offset = 8;
  for (let object = 0; object < width; object += 1) {
    const body = Buffer.from(array);
    const next = Math.min(object + 1, width);
    for (let index = 0; index < width; index += 1) body.writeUInt16BE(next, 4 + 2 * index);
    parts[1 + object] = body;
    table.writeUInt32BE(offset, 4 * object);
    offset += body.length;
  }
  table.writeUInt32BE(offset, 4 * width);
  const trailer = Buffer.alloc(32);
  trailer[6] = 4;
  trailer[7] = 2;
  trailer.writeUInt32BE(width + 1, 12);
  trailer.writeUInt32BE(offset + 1, 28);
  return Buffer.concat([...parts, table, trailer]);
}

const entities = ['<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">']
  .concat(
    Array.from(
      { length: 24 },
      (_, index) => `<!ENTITY ${String.fromCharCode(98 + index)} "${`&${String.fromCharCode(97 + index)};`.repeat(10)}">`,
    ),
  )
  .concat(']><x>&y;</x>')
  .join('');
const parts = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nv\r\n'.repeat(1_000_000);

/** What each may cost at most is told by what an honest message costs: a bound that holds on any machine. */
function costOf(message: Message): { readonly decoded: Decoded; readonly milliseconds: number } {
  const started = performance.now();
  const decoded = createDecoder().decode(message);
  return { decoded, milliseconds: performance.now() - started };
}

const record = '{"id":"a1b2c3","name":"Zoe Heron","mail":"zoe@example.test","scores":[1,2,3,4,5,6,7,8,9],"note":"the purple heron lands"}';
const honest = typed('application/json', `[${Array.from({ length: 7_000 }, () => record).join(',')}]`);

type Bomb = readonly [name: string, make: () => Message, gap: RegExp | undefined];
const encoded = (coding: string, bytes: Buffer) => request({ bytes, headers: ['Content-Encoding', coding] });

const bombs: readonly Bomb[] = [
  ['gzip of 64 MiB', () => encoded('gzip', gzip(zeros)), /decoded bytes|expands more/],
  ['gzip in gzip in gzip', () => encoded('gzip', gzip(gzip(gzip(zeros)))), /decoded bytes|expands more/],
  ['gzip that nobody declared', () => request({ bytes: gzip(zeros) }), /decoded bytes|expands more/],
  ['brotli of 64 MiB', () => encoded('br', brotli(zeros)), /decoded bytes|expands more/],
  ['zstd of 64 MiB', () => encoded('zstd', zstdBomb(512)), /decoded bytes|expands more/],
  ['twenty layers of base64', () => request({ bytes: base64Times(20) }), /more than 8 layers/],
  ['twenty layers of base64 in JSON', () => typed('application/json', JSON.stringify({ a: base64Times(20) })), /more than 8 layers/],
  ['JSON of depth 100,000', () => typed('application/json', `${'['.repeat(100_000)}"deep"${']'.repeat(100_000)}`), /nested too deep/],
  ['objects of depth 100,000', () => typed('application/json', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`), /nested too deep/],
  // As text without a single value it has nothing to hide, and all of it is searched.
  ['four million brackets', () => typed('application/json', '['.repeat(4_000_000)), undefined],
  ['protobuf of depth 100,000', () => typed('application/x-protobuf', nestedProtobuf(100_000)), /nested more than 100 levels, at body \$/],
  ['protobuf of depth 100,000, undeclared', () => request({ bytes: nestedProtobuf(100_000) }), undefined],
  ['a million parts', () => typed('multipart/form-data; boundary=x', `${parts}--x--`), /more than 100000 fields/],
  ['a billion laughs', () => typed('application/xml', entities), undefined],
  ['elements of depth 100,000', () => typed('application/xml', `${'<a>'.repeat(100_000)}deep${'</a>'.repeat(100_000)}`), /nest/],
  ['lists of lists of lists in a property list', () => request({ bytes: bplistBomb(2000) }), undefined],
  ['a million brackets in a name', () => typed('application/x-www-form-urlencoded', `a${'[b]'.repeat(300_000)}=c`), /nest/],
  ['20 MiB of one letter', () => request({ bytes: 'a'.repeat(20 * mebibyte) }), undefined],
  ['20 MiB of one digit', () => request({ bytes: '1'.repeat(20 * mebibyte) }), undefined],
  ['20 MiB in UTF-16 among bytes', () => request({ bytes: Buffer.from(`\u0001${'a'.repeat(10 * mebibyte)}\u0001`, 'utf16le') }), undefined],
];

describe('bombs', () => {
  const reference = Math.min(...Array.from({ length: 3 }, () => costOf(honest).milliseconds));

  it.each(bombs)('%s: in bounds of time and fields, without failing, and with a gap where something was left out', (_, make, gap) => {
    const message = make();
    const { decoded, milliseconds } = costOf(message);
    // The budget is some twenty times what an honest message of a megabyte takes; on busy machines a collection falls anywhere.
    expect(milliseconds).toBeLessThan(100 * reference);
    expect(decoded.fields.length).toBeLessThanOrEqual(100_000);
    const details = decoded.gaps.map(({ reason, detail }) => `${reason}: ${detail}`);
    expect(details.filter((detail) => detail.startsWith('inspection-failed'))).toEqual([]);
    if (gap !== undefined) expect(details.join('\n')).toMatch(gap);
  });

  it('leave the decoder as it was', () => {
    const decoder = createDecoder();
    for (const [, make] of bombs.slice(0, 8)) decoder.decode(make());
    const { depth, gaps, fields } = decoder.decode(typed('application/json', '{"mail":"ada@example.test"}'));
    expect([depth, gaps, fields.at(-1)?.value]).toEqual(['read', [], 'ada@example.test']);
  });

  it('what is left out of an honest message of that size: nothing', () => {
    const { decoded } = costOf(honest);
    expect([decoded.depth, decoded.gaps]).toEqual(['read', []]);
  });
});
