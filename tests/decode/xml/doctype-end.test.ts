import { expect, test } from 'vitest';
import { doctypeEnd } from '../../../decode/xml/doctype-end.js';
import fc from '../../harness/fast-check.js';

test.each([
  [' a>rest', ' a'],
  [' a SYSTEM "http://e.example/?a>b">rest', ' a SYSTEM "http://e.example/?a>b"'],
  [' a [<!ENTITY b "]>">]>rest', ' a [<!ENTITY b "]>">]'],
  [" a [<!-- it's ]> --><!ELEMENT a (b)>\n]\n>rest", " a [<!-- it's ]> --><!ELEMENT a (b)>\n]\n"],
  ['>', ''],
])('%j', (text, expected) => {
  expect(text.slice(0, doctypeEnd(text, 0))).toBe(expected);
});

test.each([' a', ' a [', ' a [<!ENTITY b "x>]>', ' a [<!-- >]>', " '>", ''])('does not end: %j', (text) => {
  expect(doctypeEnd(text, 0)).toBe(-1);
});

test('arbitrary text never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '[', ']', '"', "'", '!', '-', 'a') }), (text) => {
      const end = doctypeEnd(text, 0);
      expect(end === -1 || text[end] === '>').toBe(true);
    }),
    { numRuns: 300 },
  );
});
