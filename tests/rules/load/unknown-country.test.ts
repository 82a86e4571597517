import { describe, expect, it } from 'vitest';
import { codeOfName, unknownCountry } from '../../../rules/load/unknown-country.js';
import { countryNames } from '../../../rules/regions/country-codes.js';

const codes = new Set(countryNames.keys());

describe('unknownCountry', () => {
  it.each([
    ['UK', '; did you mean `GB`?'],
    ['EN', '; did you mean `GB`?'],
    ['EL', '; did you mean `GR`?'],
    ['ZH', '; did you mean `CN`?'],
    ['USA', ': ISO codes of two letters are meant; did you mean `US` (United States) or `UA` (Ukraine)?'],
    ['CHN', ': ISO codes of two letters are meant; did you mean `CH` (Switzerland) or `CN` (China)?'],
    ['QQQ', ': ISO codes of two letters are meant'],
    ['XX', '; did you mean `AX`?'],
    ['ATLANTIS', ''],
  ])('%s', (name, rest) => {
    expect(unknownCountry(name, codes)).toBe(`unknown country \`${name}\`${rest}`);
  });

  it('knows countries by their names', () => {
    expect(unknownCountry('Japan', codes)).toBe('unknown country or group `Japan`: countries are written as ISO codes; did you mean `JP`?');
  });

  it('means no country that is not among those known', () => {
    expect(unknownCountry('UK', new Set(['FR']))).toBe('unknown country `UK`');
    expect(unknownCountry('CHN', new Set(['CN']))).toContain('did you mean `CN` (China)?');
  });
});

describe('codeOfName', () => {
  it('takes names and near misses, never codes', () => {
    expect(codeOfName('germany', codes)).toBe('DE');
    expect(codeOfName('Germny', codes)).toBe('DE');
    expect(codeOfName('eu', codes)).toBeUndefined();
    expect(codeOfName('home-countries', codes)).toBeUndefined();
  });
});
