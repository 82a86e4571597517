import { describe, expect, it } from 'vitest';
import { apiKeyShapes } from '../../../rules/matchers/api-key-shapes.js';

describe('apiKeyShapes', () => {
  it('has each prefix once, none of which begins another', () => {
    const prefixes = apiKeyShapes.map(({ prefix }) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    for (const prefix of prefixes) expect(prefixes.filter((other) => other.startsWith(prefix))).toEqual([prefix]);
  });

  it('begins each prefix with a character of a word, and takes nothing for a rest that is empty', () => {
    for (const { prefix, rest } of apiKeyShapes) {
      expect(prefix).toMatch(/^\w/);
      rest.lastIndex = 0;
      expect(rest.test('')).toBe(false);
    }
  });
});
