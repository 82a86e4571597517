import { describe, expect, it } from 'vitest';
import { openBundledDatabase } from '../../../rules/load/country-database.js';
import type { CountryAnswer } from '../../../rules/regions/country-database.js';
import { withoutPlaceholders } from '../../../rules/regions/registry-placeholders.js';

const answering = (answer: CountryAnswer | 'damaged' | undefined) =>
  withoutPlaceholders({ name: 'a', date: '2026-06-17', lookup: () => answer });

describe('withoutPlaceholders', () => {
  it.each([
    ['2001:200::1', 'AU'],
    ['2001:da8::1', 'AU'],
    ['2001:DA8:200::1', 'AU'],
    ['2001:e00::1', 'AU'],
    ['2001:4478::1', 'AU'],
    ['2001:4200::1', 'MU'],
  ])('takes %s in %s for a registration', (address, country) => {
    expect(answering({ country, anycast: false }).lookup(address)).toEqual({ registered: country, anycast: false });
  });

  it.each([
    ['2001:da8::1', 'CN'],
    ['2001:8000::1', 'AU'],
    ['2400:cb00::1', 'AU'],
    ['2001:600::1', 'AU'],
    ['2001:4200::1', 'AU'],
    ['1.1.1.1', 'AU'],
  ])('leaves %s in %s', (address, country) => {
    expect(answering({ country, anycast: false }).lookup(address)).toEqual({ country, anycast: false });
  });

  it('leaves what is no answer', () => {
    expect(answering('damaged').lookup('2001:da8::1')).toBe('damaged');
    expect(answering(undefined).lookup('2001:da8::1')).toBeUndefined();
  });
});

it('holds for the database that ships: what it would place in Australia is not known to be there', () => {
  // China's and Japan's research networks; the database gives APNIC's own country for both.
  const { countries } = openBundledDatabase();
  expect(countries?.lookup('2001:da8::1')).toEqual({ registered: 'AU', anycast: false });
  expect(countries?.lookup('2001:200::1')).toEqual({ registered: 'AU', anycast: false });
});
