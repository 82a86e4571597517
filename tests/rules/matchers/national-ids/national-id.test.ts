import { describe, expect, it } from 'vitest';
import { matchers } from '../../../../rules/matchers/index.js';
import { MatcherOptionError } from '../../../../rules/matchers/matcher-option-error.js';
import { nationalIdKinds } from '../../../../rules/matchers/national-ids/index.js';
import fc from '../../../harness/fast-check.js';
import { foundIn, matchesIn } from '../found-in.js';
import { neverThrows } from './kind-properties.js';

/** A number of each kind, under a name of its own. */
const SPECIMENS: Readonly<Record<string, readonly [name: string, written: string]>> = {
  'be-national-number': ['niss', '85.07.30-033.28'],
  'br-cpf': ['cpf', '111.444.777-35'],
  'ch-ahv': ['ahv', '756.9217.0769.85'],
  'cn-resident-id': ['sfz', '11010519491231002X'],
  'de-pension-number': ['rvnr', '15070649C103'],
  'de-tax-id': ['steuer_id', '36574261809'],
  'es-dni': ['dni', '12345678Z'],
  'fr-nir': ['nir', '295109912611193'],
  'in-aadhaar': ['aadhaar', '999999990019'],
  'in-pan': ['pan', 'AAAPL1234C'],
  'it-fiscal-code': ['codice_fiscale', 'RSSMRA85T10A562S'],
  'jp-my-number': ['my_number', '123456789018'],
  'kr-rrn': ['jumin', '900101-1234568'],
  'nl-bsn': ['bsn', '111222333'],
  'pl-pesel': ['pesel', '44051401359'],
  'se-personnummer': ['personnummer', '811218-9876'],
  'uk-nhs-number': ['nhs_number', '9434765919'],
  'uk-nino': ['nino', 'AB123456C'],
  'us-ssn': ['ssn', '536-90-4399'],
};

describe('national-id', () => {
  it.each(nationalIdKinds)('finds what $name finds, and says so', ({ name, country }) => {
    const [field, written] = SPECIMENS[name] ?? ['', ''];
    const [own] = matchesIn(name, written, { name: field });
    expect(own).toBeDefined();
    expect(matchesIn('national-id', written, { name: field })).toEqual([{ ...own, note: name }]);
    expect(matchesIn('national-id', written, { name: field }, { countries: country })).toEqual([{ ...own, note: name }]);
  });

  it('finds several in one text', () => {
    const text = 'cpf 111.444.777-35, ssn 123-45-6789; 身份证11010519491231002X';
    expect(foundIn('national-id', text)).toEqual(['11144477735', '123456789', '11010519491231002X']);
  });

  it('is kept to some countries', () => {
    const text = 'cpf 111.444.777-35, ssn 123-45-6789';
    expect(foundIn('national-id', text, {}, { countries: 'US' })).toEqual(['123456789']);
    expect(foundIn('national-id', text, {}, { countries: 'jp, br' })).toEqual(['11144477735']);
    expect(foundIn('national-id', text, {}, { countries: 'JP CN' })).toEqual([]);
  });

  it.each([
    ['UK', /"UK" .* BE, BR, CH, CN, DE, ES, FR, GB, IN, IT, JP, KR, NL, PL, SE, US$/],
    ['JP, XX', /"XX"/],
    ['', /empty/],
    [' , ', /empty/],
    ['JP;CN', /"JP;CN"/],
  ])('refuses %j', (countries, message) => {
    const prepare = (): unknown => matchers.get('national-id')?.prepare({ countries });
    expect(prepare).toThrow(MatcherOptionError);
    expect(prepare).toThrow(message);
  });

  it.each([
    ['ts', '1718000000123'],
    ['value', '1718000000'],
    ['value', '1718000000123456'],
    ['count', '123456789'],
    ['order_no', '20241125-1234'],
    ['order_no', '241125-1234567'],
    ['etag', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['id', '6d92078a-8246-4ba4-ae5b-76104861e7dc'],
    ['price', '12 345 678 903'],
    ['version', '2024.11.125'],
    ['d', 'M1024 2048L4096 512 1024 2048'],
    ['phone', '(202) 555-0123'],
    ['sku', '4006381333931'],
    ['card', '4111 1111 1111 1111'],
  ])('finds nothing under %s: %s', (name, text) => {
    expect(foundIn('national-id', text, { name })).toEqual([]);
  });

  it('finds where any of the kinds does, and nowhere else', () => {
    const text = fc
      .array(fc.constantFrom('123-45-6789', '111.444.777-35', '1234 5678 9018', '8112', '-', ' ', 'ssn:', 'x', '11222333', ','), {
        maxLength: 8,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (given) => {
        const all = foundIn('national-id', given);
        const single = new Set(nationalIdKinds.flatMap(({ name }) => foundIn(name, given)));
        for (const value of all) expect(single).toContain(value);
        expect(all.length > 0).toBe(single.size > 0);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws', () => {
    neverThrows('national-id', ['ssn', 'national_id', 'cpf']);
  });
});
