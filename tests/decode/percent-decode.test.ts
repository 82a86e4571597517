import { expect, test } from 'vitest';
import { fourHexAt, hasPercentEscape, percentDecode } from '../../decode/percent-decode.js';
import fc from '../harness/fast-check.js';

test.each([
  ['a%40b', 'a@b'],
  ['a+b', 'a b'],
  ['%E9', 'é'],
  ['%c3%a9', 'é'],
  ['é%40', 'é@'],
  ['%u0040%U0041', '@A'],
  ['%', '%'],
  ['%4', '%4'],
  ['%zz%u00', '%zz%u00'],
  ['', ''],
])('%s', (text, expected) => {
  expect(percentDecode(text, true, false)).toBe(expected);
});

test('a plus is left alone where it means itself', () => {
  expect(percentDecode('a+b%2B', false, false)).toBe('a+b+');
});

test('characters may stand for bytes', () => {
  expect(percentDecode('\u00c3\u00a9', true, true)).toBe('é');
  expect(percentDecode('\u00c3\u00a9%40', true, true)).toBe('é@');
  expect(percentDecode('\u00e9', true, true)).toBe('é');
});

test('undoes what JavaScript and forms write', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(percentDecode(encodeURIComponent(text), false, false)).toBe(text);
      expect(percentDecode(new URLSearchParams([['', text]]).toString().slice(1), true, true)).toBe(text);
    }),
    { numRuns: 200 },
  );
});

test('whether there is an escape', () => {
  expect(['%41', '100%%41', '%u0041'].every(hasPercentEscape)).toBe(true);
  expect(['', '%', '100%', '%4', '%zz', '%u12'].some(hasPercentEscape)).toBe(false);
});

test('four digits', () => {
  expect([fourHexAt('00e9', 0), fourHexAt('x00E9', 1), fourHexAt('00e', 0), fourHexAt('00g9', 0)]).toEqual([0xe9, 0xe9, -1, -1]);
});
