import { expect, it } from 'vitest';
import { isCardGrouping } from '../../../../rules/matchers/national-ids/is-card-grouping.js';

it.each([
  ['9999 9999 9999', '123456789018', true],
  ['9999 9999 9999', '500000000000', true],
  ['9999 9999 9999', '102420484096', false],
  ['9999 9999 9999', '201920202021', false],
  ['9999-9999-9999', '123456789018', false],
  ['999999999999', '123456789018', false],
])('%j of %s: %s', (shape, id, expected) => expect(isCardGrouping(shape, id)).toBe(expected));
