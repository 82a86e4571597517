import { expect, it } from 'vitest';
import { halfFloat } from '../../../decode/binary/half-float.js';

it.each([
  [0x0000, 0],
  [0x8000, -0],
  [0x0001, 2 ** -24],
  [0x0400, 2 ** -14],
  [0x3c00, 1],
  [0xc400, -4],
  [0x7bff, 65_504],
  [0x7c00, Number.POSITIVE_INFINITY],
  [0xfc00, Number.NEGATIVE_INFINITY],
  [0x7e00, Number.NaN],
])('reads %i', (bits, value) => expect(halfFloat(bits)).toBe(value));
