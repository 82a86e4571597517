import { describe, expect, it } from 'vitest';
import { countryAnswerOf, subjectsOf, systemAnswerOf } from '../../../rules/regions/answer-of-record.js';
import fc from '../../harness/fast-check.js';

describe('countryAnswerOf', () => {
  it.each<[string, unknown, unknown]>([
    ['a flat code', { country_code: 'de' }, { country: 'DE', anycast: false }],
    ['a nested code', { country: { iso_code: 'DE' } }, { country: 'DE', anycast: false }],
    ['a code beside a name', { country: 'Germany', country_code: 'DE' }, { country: 'DE', anycast: false }],
    ['a country that is a code', { country: 'DE' }, { country: 'DE', anycast: false }],
    ['Kosovo', { country_code: 'XK' }, { country: 'XK', anycast: false }],
    ['a registered country alone', { registered_country: { iso_code: 'CN' } }, { registered: 'CN', anycast: false }],
    [
      'all three',
      { country: { iso_code: 'DE' }, registered_country: { iso_code: 'US' }, represented_country: { iso_code: 'US' } },
      { country: 'DE', registered: 'US', represented: 'US', anycast: false },
    ],
    ['anycast of MaxMind', { country: { iso_code: 'US' }, traits: { is_anycast: true } }, { country: 'US', anycast: true }],
    ['anycast of IPinfo', { country_code: 'US', is_anycast: true }, { country: 'US', anycast: true }],
    ['anycast without a country', { traits: { is_anycast: true } }, { anycast: true }],
  ])('reads %s', (_, record, answer) => {
    expect(countryAnswerOf(record)).toEqual(answer);
  });

  // A rule that forbids a country in these regions would take the code for some other country.
  it.each(['EU', 'AP', 'T1', 'A1', 'A2', 'O1', 'ZZ', 'XX', 'QQ', 'USA', 'U', '', 'Ü1'])('takes %j for no country', (written) => {
    expect(countryAnswerOf({ country_code: written })).toBeUndefined();
    expect(countryAnswerOf({ country: { iso_code: written } })).toBeUndefined();
  });

  it.each([
    null,
    undefined,
    'US',
    7,
    [],
    {},
    { country: null },
    { country: [] },
    { country: { names: { en: 'Germany' } } },
    { traits: true },
  ])('reads nothing from %j', (record) => {
    expect(countryAnswerOf(record)).toBeUndefined();
  });

  it('does not look at what objects inherit', () => {
    expect(countryAnswerOf(Object.create({ country_code: 'US' }))).toBeUndefined();
  });

  it('never throws, and names countries only', () => {
    fc.assert(
      fc.property(fc.anything(), (record) => {
        const answer = countryAnswerOf(record);
        expect(answer?.country ?? 'DE').toMatch(/^[A-Z]{2}$/);
        subjectsOf(record);
        expect(systemAnswerOf(record)?.asn ?? 1).toBeGreaterThan(0);
      }),
    );
  });
});

describe('systemAnswerOf', () => {
  it.each<[unknown, unknown]>([
    [
      { autonomous_system_number: 15_169, autonomous_system_organization: 'GOOGLE' },
      { asn: 15_169, organisation: 'GOOGLE' },
    ],
    [
      { asn: 'AS15169', as_name: 'Google LLC' },
      { asn: 15_169, organisation: 'Google LLC' },
    ],
    [{ asn: '4294967295' }, { asn: 4_294_967_295, organisation: '' }],
  ])('reads %j', (record, answer) => {
    expect(systemAnswerOf(record)).toEqual(answer);
  });

  it.each([{ asn: 0 }, { asn: 'AS0' }, { asn: 4_294_967_296 }, { asn: 1.5 }, { asn: 'AS12x' }, { asn: '' }, { as_name: 'x' }, null])(
    'reads nothing from %j',
    (record) => {
      expect(systemAnswerOf(record)).toBeUndefined();
    },
  );
});

it('subjectsOf says what records are about', () => {
  expect(subjectsOf({ country_code: 'ZZ' })).toEqual({ countries: true, systems: false });
  expect(subjectsOf({ asn: 0 })).toEqual({ countries: false, systems: true });
  expect(subjectsOf({ city: 'x' })).toEqual({ countries: false, systems: false });
});
