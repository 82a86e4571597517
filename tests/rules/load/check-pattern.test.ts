import { expect, it } from 'vitest';
import { checkPattern } from '../../../rules/load/check-pattern.js';

it.each(['u-[0-9a-f]{10}', '(?i)room', '^(a+)+$', '(x+x+)+y', '\\p{L}+', '(?P<name>a)'])('takes %s', (source) => {
  expect(checkPattern(source)).toBeUndefined();
});

it.each<[source: string, reason: string]>([
  ['(a)\\1', 'backreferences are not supported'],
  ['(?P<n>a)\\k<n>', 'backreferences are not supported'],
  ['(?=a)', 'look-around is not supported'],
  ['(?!a)', 'look-around is not supported'],
  ['(?<=a)b', 'look-around is not supported'],
  ['(?<!a)b', 'look-around is not supported'],
  ['a(', 'missing closing )'],
  ['[z-a]', 'invalid character class range'],
  ['a{1,2000}', 'invalid repeat count'],
  [`${'('.repeat(5000)}a${')'.repeat(5000)}`, 'not a regular expression in RE2 syntax'],
])('refuses %s', (source, reason) => {
  expect(checkPattern(source)).toContain(reason);
});
