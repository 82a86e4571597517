import { describe, expect, it } from 'vitest';
import { declaredValue, escapePattern } from '../../../rules/matchers/declared-value.js';
import { MatcherOptionError } from '../../../rules/matchers/matcher-option-error.js';
import { nameTest } from '../../../rules/matchers/name-test.js';
import fc from '../../harness/fast-check.js';

const isNamed = nameTest({ says: 'widget' });
const finder = (value: string) => declaredValue({ matcher: 'widget', value, isNamed });
const places = (value: string, text: string, name?: string) =>
  finder(value)
    .find(text, name === undefined ? {} : { name })
    .map(({ start }) => start);

describe('declaredValue', () => {
  it.each([
    ['docomo', 'carrier=DOCOMO&x', [8]],
    ['docomo', 'docomo docomo', [0, 7]],
    ['iPhone14,5', '["iPhone14,5"]', [2]],
    ['Pixel 8 Pro', 'pixel+8+pro', [0]],
    ['ドコモ', 'NTTドコモの', [3]],
    ['a.b[c]', 'x a.b[c] y', [2]],
  ])('finds %j in %j', (value, text, expected) => {
    expect(places(value, text)).toEqual(expected);
  });

  it.each([
    ['docomo', 'docomoto'],
    ['docomo', 'mydocomo'],
    ['iPhone14,5', 'iPhone14,50'],
    ['17.5.1', '17.5.1.2'],
    ['17.5.1', '117.5.1'],
    ['17.5.1', '3,17.5.1'],
    ['a.b[c]', 'aXb[c]'],
    ['docomo', ''],
  ])('does not find %j in %j', (value, text) => {
    expect(places(value, text)).toEqual([]);
  });

  it('counts a short value under a name only', () => {
    expect(places('au', 'au')).toEqual([]);
    expect(places('au', 'AU', 'widget')).toEqual([0]);
  });

  it.each(['', '  ', 'x'.repeat(129)])('refuses %j', (value) => {
    expect(() => finder(value)).toThrow(MatcherOptionError);
  });

  it('finds any value as it is written, and its pattern throws on none', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 40 }), (written) => {
        const value = written.trim();
        fc.pre(value.length >= 4);
        expect(finder(value).find(` ${value} `, {})).toMatchObject([{ start: 1, value, recognisedAs: 'pattern' }]);
        expect(new RegExp(`^${escapePattern(value)}$`).test(value)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
