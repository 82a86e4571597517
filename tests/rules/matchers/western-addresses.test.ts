import { describe, expect, it } from 'vitest';
import { findWesternAddresses } from '../../../rules/matchers/western-addresses.js';
import fc from '../../harness/fast-check.js';

const fragment = fc.constantFrom(
  '12 ',
  'Example ',
  'Street',
  ', ',
  '\n',
  'IL ',
  '62704',
  '-1234',
  'SW1A 1AA',
  'Road',
  'straße ',
  'rue de ',
  '12345 ',
  'Stadt',
  'A',
  ' ',
  '9',
);

describe('findWesternAddresses', () => {
  it('finds one where it stands', () => {
    const text = 'ship to 12 Example Street, Springfield, IL 62704 today';
    expect(findWesternAddresses(`${text}`).map(({ start, end, value }) => text.slice(start, end) === value)).toEqual([true]);
  });

  it('looks at texts of its own fragments without throwing, and stays inside them', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        for (const { start, end, value } of findWesternAddresses(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(value).toMatch(/\d|[０-９一二三四五六七八九十]/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
