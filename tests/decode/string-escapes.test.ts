import { expect, test } from 'vitest';
import { undoStringEscapes } from '../../decode/string-escapes.js';
import fc from '../harness/fast-check.js';

test.each([
  ['a\\u0040b\\n\\\\\\"\\/', 'a@b\n\\"/'],
  ['\\x40\\u{40}\\u{1F600}', '@@😀'],
  ['\\q\\u00\\x4\\u{110000}\\', 'qu00x4u{110000}'],
  ['no escapes', 'no escapes'],
])('%s', (text, expected) => {
  expect(undoStringEscapes(text)).toBe(expected);
});

test('undoes what JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(undoStringEscapes(JSON.stringify(text).slice(1, -1))).toBe(text);
    }),
    { numRuns: 200 },
  );
});
