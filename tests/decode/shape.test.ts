import { expect, test } from 'vitest';
import { shape, shapeOf } from '../../decode/shape.js';

test('which kinds of characters occur', () => {
  expect(shapeOf('')).toBe(0);
  expect(shapeOf('abc')).toBe(shape.lower);
  expect(shapeOf('aB3 %=&+/-_:{\\.\u0000é')).toBe(Object.values(shape).reduce((all, bit) => all | bit, 0));
  expect(shapeOf('ABC-1', 0, 3)).toBe(shape.upper);
});

test('no kind shares a bit with another', () => {
  const bits = Object.values(shape);
  expect(new Set(bits).size).toBe(bits.length);
  expect(bits.every((bit) => (bit & (bit - 1)) === 0)).toBe(true);
});
