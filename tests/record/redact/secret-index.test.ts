import { describe, expect, it } from 'vitest';
import { foldCase, SecretIndex } from '../../../record/redact/secret-index.js';
import fc from '../../harness/fast-check.js';

describe('SecretIndex', () => {
  it('finds texts without regard to case, overlapping ones too, the longest at each start', () => {
    const index = new SecretIndex(['alice', 'Alice Smith', 'smith & co']);
    expect(index.find(foldCase('x ALICE SMITH & Co'))).toEqual([
      [2, 13],
      [8, 18],
    ]);
    expect(index.longest).toBe(11);
  });

  it('leaves out texts below four characters, and finds nothing when it has none', () => {
    expect(new SecretIndex(['abc', '']).find('abcabc')).toEqual([]);
    expect(new SecretIndex(['abcd']).find('abc')).toEqual([]);
  });

  it('finds what indexOf finds', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', 'é', 'İ'), maxLength: 30 });
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (haystack, needles) => {
        const folded = foldCase(haystack);
        const long = needles.map(foldCase).filter((needle) => needle.length >= 4);
        expect(new SecretIndex(needles).find(folded).length > 0).toBe(long.some((needle) => folded.includes(needle)));
      }),
    );
  });
});

describe('foldCase', () => {
  it('never changes the length', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldCase(text).length === text.length));
    expect(foldCase('İA')).toBe('İa');
  });
});
