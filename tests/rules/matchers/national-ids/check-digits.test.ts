import { expect, it } from 'vitest';
import { isUniform, weightedSum } from '../../../../rules/matchers/national-ids/check-digits.js';

it('weightedSum adds as many weighted digits as there are weights', () => {
  expect(weightedSum('1234', [1, 10, 100])).toBe(321);
  expect(weightedSum('99', [1, -1])).toBe(0);
  expect(weightedSum('5', [])).toBe(0);
});

it('isUniform', () => {
  expect(isUniform('7777')).toBe(true);
  expect(isUniform('7')).toBe(true);
  expect(isUniform('7771')).toBe(false);
  expect(isUniform('1777')).toBe(false);
});
