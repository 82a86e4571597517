import { describe, expect, it } from 'vitest';
import { expectedEntropy, shannonEntropy } from '../../../rules/matchers/shannon-entropy.js';
import fc from '../../harness/fast-check.js';

describe('shannonEntropy', () => {
  it.each([
    ['', 0],
    ['aaaa', 0],
    ['abab', 1],
    ['abcd', 2],
    ['0123456789abcdef', 4],
  ])('of %j is %d bits', (text, bits) => {
    expect(shannonEntropy(text)).toBeCloseTo(bits, 10);
  });

  it('is at most the logarithm of how many characters there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), (text) => {
        const bits = shannonEntropy(text);
        expect(bits).toBeGreaterThanOrEqual(0);
        expect(bits).toBeLessThanOrEqual(Math.log2(new Set(text.slice(0, 256).split('')).size) + 1e-9);
      }),
    );
  });
});

describe('expectedEntropy', () => {
  it('of one character is nothing, and of two half of what they can show', () => {
    expect(expectedEntropy(1, 16)).toBeCloseTo(0, 10);
    // Two different characters in 15 cases of 16 give one bit.
    expect(expectedEntropy(2, 16)).toBeCloseTo(15 / 16, 10);
  });

  it('comes near the logarithm as the text grows, from below', () => {
    expect(expectedEntropy(16, 16)).toBeLessThan(expectedEntropy(64, 16));
    expect(expectedEntropy(256, 16)).toBeLessThan(4);
    expect(expectedEntropy(256, 16)).toBeGreaterThan(3.9);
  });
});
