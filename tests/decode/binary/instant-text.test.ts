import { expect, it } from 'vitest';
import { instantText } from '../../../decode/binary/instant-text.js';

it('writes moments in UTC, with the decimals they have', () => {
  expect(instantText(1_700_000_000)).toBe('2023-11-14T22:13:20Z');
  expect(instantText(1_700_000_000, 250_000_000)).toBe('2023-11-14T22:13:20.25Z');
  expect(instantText(-2, 500_000_001)).toBe('1969-12-31T23:59:58.500000001Z');
});

it('has none for what no calendar reaches', () => {
  expect(instantText(1e15)).toBeUndefined();
  expect(instantText(Number.NaN)).toBeUndefined();
});
