import { describe, expect, it } from 'vitest';
import { patternCost } from '../../../rules/lint/pattern-cost.js';
import { lintWith } from './lint-with.js';

const lint = (pattern: string) => lintWith(patternCost)(`fields: { f: { patterns: [${JSON.stringify(pattern)}] } }`);
const words = Array.from({ length: 400 }, (_, index) => `w${(index * 7919).toString(36)}x`).join('|');

describe('patternCost', () => {
  it.each(['[a-z ]{1,1000}!', words, '([a-z]{1,30}[0-9]{1,30}){1,20}'])('finds patterns that compile to very much: %.30s', (pattern) => {
    const found = lint(pattern);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^r\.yaml:2:27: this pattern compiles to \d{4,} instructions, .*: shorten its repetitions/);
    expect(lint(pattern)).toEqual(found);
  });

  it.each(['a*', '(?:x|)', '[0-9]{0,3}', '^$', '.*'])('finds patterns that match nothing at all: %s', (pattern) => {
    expect(lint(pattern)).toEqual([expect.stringContaining('r.yaml:2:27: this pattern matches the empty text')]);
  });

  it.each(['.*secret-[0-9]+', '.+@ourapp', '^.*x', '(?s).*x', '[\\s\\S]*x', '[\\S\\s]+x'])('finds a leading wildcard: %s', (pattern) => {
    expect(lint(pattern)).toEqual([expect.stringContaining('without the `.*` in front it finds the same, faster')]);
  });

  it.each([
    'ORD-[0-9]{8}',
    '\\.\\*x',
    'x.*y',
    '[.]*x',
    '[a-z0-9._%+-]{1,64}@[a-z0-9.-]{1,255}\\.[a-z]{2,24}',
    '.{3}-x',
    '(?i)tok_[a-z]{40}',
    '.',
  ])('does not cry wolf: %s', (pattern) => {
    expect(lint(pattern)).toEqual([]);
  });
});
