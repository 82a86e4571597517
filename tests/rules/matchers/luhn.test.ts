import { expect, it } from 'vitest';
import { luhn } from '../../../rules/matchers/luhn.js';

it.each(['4111111111111111', '5555555555554444', '378282246310005', '0'])('%s satisfies the check', (digits) => {
  expect(luhn(digits)).toBe(true);
});

it.each(['4111111111111112', '4111111111111', '1', ''])('%j does not', (digits) => {
  expect(luhn(digits)).toBe(false);
});

it('one last digit in ten fits', () => {
  for (const start of ['411111111111111', '35', '9', '1718000000123']) {
    expect([...'0123456789'].filter((digit) => luhn(start + digit))).toHaveLength(1);
  }
});
