import { expect, it } from 'vitest';
import { floatText } from '../../../decode/binary/float-text.js';
import fc from '../../harness/fast-check.js';

it('writes a single as short as it may be', () => {
  expect(floatText(Math.fround(35.6812), 4)).toBe('35.6812');
  expect(floatText(Math.fround(139.767125), 4)).toBe('139.76712');
  expect(floatText(Math.fround(0.1), 4)).toBe('0.1');
  expect(floatText(-0, 8)).toBe('-0');
  expect(floatText(16_777_216, 4)).toBe('16777216');
  expect(floatText(Number.NaN, 4)).toBe('NaN');
});

it('reads back as the same number', () => {
  fc.assert(fc.property(fc.float({ noNaN: true }), (value) => Object.is(Math.fround(Number(floatText(value, 4))), value)));
  fc.assert(fc.property(fc.double({ noNaN: true }), (value) => Object.is(Number(floatText(value, 8)), value)));
});
