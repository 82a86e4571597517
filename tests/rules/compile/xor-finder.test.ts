import { describe, expect, it } from 'vitest';
import { createXorFinder, type XoredHit } from '../../../rules/compile/xor-finder.js';
import fc from '../../harness/fast-check.js';

const xor = (text: string, key: number): Buffer => Buffer.from(Buffer.from(text).map((byte) => byte ^ key));
const hits = (texts: readonly string[], bytes: Uint8Array, start = 0, end = bytes.length): XoredHit[] => {
  const found: XoredHit[] = [];
  createXorFinder(texts).find(bytes, start, end, (hit) => found.push(hit));
  return found;
};

/** So many that four differences are looked at. */
const many = Array.from({ length: 70 }, (_, index) => `other-${index}-value`);

describe('createXorFinder', () => {
  it('finds a text under each of 255 keys, and under none', () => {
    const text = 'room-4415-blue';
    for (let key = 1; key < 256; key += 1) expect(hits([text], xor(text, key)), `key ${key}`).toEqual([{ text: 0, start: 0, end: 14 }]);
    expect(hits([text], Buffer.from(text))).toEqual([]);
  });

  it('finds texts of any length wherever they stand', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom(...'abcdefghijklmnop0123456789-@.'), minLength: 8, maxLength: 60 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(
        texts,
        fc.nat(4),
        fc.integer({ min: 1, max: 255 }),
        fc.oneof(
          fc.uint8Array({ maxLength: 70 }),
          fc.nat(9).map((more) => new Uint8Array(1020 + more)),
        ),
        fc.uint8Array({ maxLength: 20 }),
        (all, which, key, before, behind) => {
          const text = all[which % all.length]!;
          fc.pre(!/^[a-z]+$/.test(text) || key !== 32);
          const bytes = Buffer.concat([before, xor(text, key), behind]);
          const expected = { start: before.length, end: before.length + text.length };
          expect(hits(all, bytes)).toContainEqual(expect.objectContaining(expected));
          expect(hits([...all, ...many], bytes)).toContainEqual(expect.objectContaining(expected));
          expect(createXorFinder(all).test(bytes, 0, bytes.length)).toBe(true);
        },
      ),
    );
  });

  it('says what every comparison by hand says', () => {
    const text = 'abcabcab';
    const slow = (bytes: Uint8Array): number[] =>
      [...bytes.keys()].filter((at) => {
        const key = bytes[at]! ^ 97;
        return (
          key !== 0 &&
          key !== 32 &&
          at + 8 <= bytes.length &&
          [...text].every((letter, index) => bytes[at + index] === (letter.charCodeAt(0) ^ key))
        );
      });
    const alphabet: fc.Arbitrary<number> = fc.constantFrom(97, 98, 99, 65, 66, 67, 0, 1, 2, 3);
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 60 }), fc.nat(20), fc.boolean(), (bytes, at, planted) => {
        if (planted) bytes.splice(at, 0, ...xor(text, 7));
        const data = Uint8Array.from(bytes);
        expect(hits([text], data).map(({ start }) => start)).toEqual(slow(data));
      }),
    );
  });

  it('keeps to its stretch', () => {
    const bytes = Buffer.concat([Buffer.from('.'), xor('room-4415-blue', 9)]);
    expect(hits(['room-4415-blue'], bytes, 1)).toHaveLength(1);
    expect(hits(['room-4415-blue'], bytes, 2)).toEqual([]);
    expect(hits(['room-4415-blue'], bytes, 0, bytes.length - 1)).toEqual([]);
  });

  it('takes letters of the other case for the text itself, and short texts for nothing', () => {
    expect(hits(['purpleheron'], Buffer.from('PURPLEHERON'))).toEqual([]);
    expect(hits(['purpleheron'], xor('purpleheron', 33))).toHaveLength(1);
    expect(hits(['heron-7'], xor('heron-7', 33))).toEqual([]);
    expect(createXorFinder([]).test(Buffer.from('anything at all'), 0, 15)).toBe(false);
  });
});
