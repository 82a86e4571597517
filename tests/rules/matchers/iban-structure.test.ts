import { describe, expect, it } from 'vitest';
import { ibanStructures } from '../../../rules/matchers/iban-structure.js';

describe('ibanStructures', () => {
  it.each([
    ['NO', 15],
    ['BE', 16],
    ['DE', 22],
    ['FR', 27],
    ['PL', 28],
    ['MT', 31],
    ['LC', 32],
    ['RU', 33],
  ])('%s has %i characters', (country, length) => {
    expect(ibanStructures.get(country)?.length).toBe(length);
  });

  it('has lengths that ISO 13616 allows, for countries written in capitals', () => {
    expect(ibanStructures.size).toBeGreaterThan(80);
    for (const [country, { length, pattern }] of ibanStructures) {
      expect(country).toMatch(/^[A-Z]{2}$/);
      expect(length).toBeGreaterThanOrEqual(15);
      expect(length).toBeLessThanOrEqual(34);
      expect(pattern.test(`${country}00`)).toBe(false);
    }
  });
});
