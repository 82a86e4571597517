import { describe, expect, it } from 'vitest';
import { EscapeFinder } from '../../../rules/compile/escape-finder.js';
import fc from '../../harness/fast-check.js';

function placesIn(text: string, end = text.length): number[] {
  const escapes = new EscapeFinder(Buffer.from(text, 'latin1'), end);
  const places: number[] = [];
  for (let at = escapes.next(0); at >= 0; at = escapes.next(at + 1)) places.push(at);
  return places;
}

describe('EscapeFinder', () => {
  it('finds backslashes, percent signs and references, in order', () => {
    expect(placesIn('a\\b%40c&amp;d&#64;e%u0040')).toEqual([1, 3, 7, 13, 19]);
  });

  it('passes over what is no escape', () => {
    expect(placesIn('100% sure & so on, a&b=c, %zz, 5%')).toEqual([]);
  });

  it('looks no further than the end, and ends when it is asked beyond it', () => {
    expect(placesIn('abc%40', 3)).toEqual([]);
    expect(new EscapeFinder(Buffer.from('a%40'), 4).next(9)).toBe(-1);
  });

  it('finds the same in a long text as one mark at a time does', () => {
    const piece = fc.constantFrom('word ', '%', '%4', '%41', '\\', '&', '&amp;', '&#x40;', '&x', 'u', ';', '4', ' '.repeat(150));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const expected = [...text].flatMap((_, at) =>
          /^(?:\\|%(?:[\da-f]{2}|u)|&(?:#|[\da-z]{1,40};))/i.test(text.slice(at)) ? [at] : [],
        );
        expect(placesIn(text)).toEqual(expected);
      }),
    );
  });
});
