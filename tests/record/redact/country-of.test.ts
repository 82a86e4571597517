import { expect, it } from 'vitest';
import type { Region } from '../../../model/index.js';
import { countryOf } from '../../../record/redact/country-of.js';

const source = { kind: 'none', cause: 'not-in-database' } as const;

it.each<[Region | undefined, string | null]>([
  [{ candidates: ['CN'], source }, 'CN'],
  [{ candidates: ['CN', 'HK'], source }, null],
  [{ candidates: [], source }, null],
  [{ candidates: 'unknown', source }, null],
  [undefined, null],
])('%j', (region, country) => {
  expect(countryOf(region)).toBe(country);
});
