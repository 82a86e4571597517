import { expect, it } from 'vitest';
import { verhoeff } from '../../../../rules/matchers/national-ids/verhoeff.js';
import fc from '../../../harness/fast-check.js';
import { digits } from './kind-properties.js';

it('knows published numbers', () => {
  expect(verhoeff('2363')).toBe(true);
  expect(verhoeff('999999990019')).toBe(true);
  expect(verhoeff('2364')).toBe(false);
  expect(verhoeff('')).toBe(false);
});

it('is satisfied by exactly one last digit, and notices every wrong digit and every swap of neighbours', () => {
  fc.assert(
    fc.property(digits(11), fc.nat(10), fc.integer({ min: 1, max: 9 }), (body, place, difference) => {
      const right = [...'0123456789'].map((check) => body + check).filter(verhoeff);
      expect(right).toHaveLength(1);
      const id = right[0]!;
      const wrong = id.slice(0, place) + ((Number(id[place]) + difference) % 10) + id.slice(place + 1);
      expect(verhoeff(wrong)).toBe(false);
      const swapped = id.slice(0, place) + id[place + 1] + id[place] + id.slice(place + 2);
      expect(verhoeff(swapped)).toBe(swapped === id);
    }),
    { numRuns: 200 },
  );
});
