import { expect, it } from 'vitest';
import { matchers } from '../../../../rules/matchers/index.js';
import { nationalIdKinds, nationalIds } from '../../../../rules/matchers/national-ids/index.js';
import { isCountryCode } from '../../../../rules/regions/country-codes.js';

it('registers a matcher for each kind, and one for all', () => {
  expect(nationalIds.map(({ name }) => name)).toEqual([...nationalIdKinds.map(({ name }) => name), 'national-id']);
  expect(new Set(nationalIds.map(({ name }) => name)).size).toBe(nationalIds.length);
  for (const matcher of nationalIds) expect(matchers.get(matcher.name)).toBe(matcher);
});

it.each(nationalIdKinds)('$name has a country, and names as they are compared', ({ country, names }) => {
  expect(isCountryCode(country)).toBe(true);
  for (const name of names) {
    expect(name).toMatch(/^(?:[a-z0-9]+|[^\0-\x7f]+)$/);
  }
});
