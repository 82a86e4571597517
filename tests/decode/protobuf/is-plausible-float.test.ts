import { expect, it } from 'vitest';
import { isPlausibleFloat } from '../../../decode/protobuf/is-plausible-float.js';

it.each([35.6812, -139.767125, 0.0001, 1e9])('%f is', (value) => expect(isPlausibleFloat(value)).toBe(true));
it.each([0, 1e-6, 1e10, 8.4e-312, Number.NaN, Number.POSITIVE_INFINITY])('%f is not', (value) =>
  expect(isPlausibleFloat(value)).toBe(false),
);
