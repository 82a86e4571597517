import { expect } from 'vitest';
import { matchers } from '../../../../rules/matchers/index.js';
import fc from '../../../harness/fast-check.js';
import { matchesIn } from '../found-in.js';

/** So many digits. */
export function digits(count: number): fc.Arbitrary<string> {
  return fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(''));
}

/** Birth dates of 1940 to 1999 as year, month and day of two digits each; any of them is plausible for decades to come. */
export const birth: fc.Arbitrary<readonly [year: string, month: string, day: string]> = fc
  .tuple(fc.integer({ min: 40, max: 99 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => [String(year), String(month).padStart(2, '0'), String(day).padStart(2, '0')]);

/** Each number that can be completed is found under the name, at its place, and is judged as given. */
export function findsEach(
  matcher: string,
  ids: fc.Arbitrary<string | undefined>,
  name: string | undefined,
  recognisedAs: 'checksum' | 'pattern',
): void {
  let seen = 0;
  fc.assert(
    fc.property(ids, fc.constantFrom('', '"', ' ', '=', '身份'), (id, edge) => {
      if (id === undefined) return;
      seen++;
      const matches = matchesIn(matcher, edge + id + edge, name === undefined ? {} : { name });
      expect(matches).toEqual([
        { start: edge.length, end: edge.length + id.length, value: id.replace(/[^0-9A-Za-z]/g, '').toUpperCase(), recognisedAs },
      ]);
    }),
    { numRuns: 200 },
  );
  expect(seen).toBeGreaterThan(50);
}

/** What is taken for a number under its name, of texts of its shape, another judge takes for one as well. */
export function findsOnly(matcher: string, texts: fc.Arbitrary<string>, name: string, isRight: (id: string) => boolean): void {
  fc.assert(
    fc.property(texts, (text) => {
      for (const { value } of matchesIn(matcher, text, { name })) expect(isRight(value)).toBe(true);
    }),
    { numRuns: 500 },
  );
}

const fragment = fc.constantFrom(...'0123456789AZax -.+_\\%"é年\ud800\u00a0'.split(''), '123456789', '-45-', '756', '%3D', '\\u003d');

/** Whatever the text and the name: no exception, ordered ranges. */
export function neverThrows(matcher: string, names: readonly string[]): void {
  const prepared = matchers.get(matcher)?.prepare({});
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 20 })), (given, name) => {
      let free = 0;
      for (const { start, end } of prepared?.find(given, { name }) ?? []) {
        expect(start).toBeGreaterThanOrEqual(free);
        expect(end).toBeLessThanOrEqual(given.length);
        free = end;
      }
    }),
    { numRuns: 150 },
  );
}
