import { describe, expect, it } from 'vitest';
import { countryNames, isCountryCode } from '../../../rules/regions/country-codes.js';

describe('country codes', () => {
  it('are the 249 of ISO 3166-1, each with a name', () => {
    expect(countryNames.size).toBe(249);
    for (const [code, name] of countryNames) {
      expect(code).toMatch(/^[A-Z]{2}$/);
      expect(name).toMatch(/^\p{Lu}/u);
    }
    expect(new Set(countryNames.values()).size).toBe(249);
  });

  it.each(['NO', 'US', 'GB', 'TW', 'HK', 'SS', 'CW'])('know %s', (code) => {
    expect(isCountryCode(code)).toBe(true);
  });

  it.each(['no', 'UK', 'EU', 'XK', 'ZZ', 'AN', 'U', 'USA', '', '__proto__'])('do not know %j', (code) => {
    expect(isCountryCode(code)).toBe(false);
  });

  it('agree with the names of the runtime', () => {
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    for (const code of countryNames.keys()) expect(names.of(code), code).toBeDefined();
  });
});
