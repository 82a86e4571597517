import { expect, it } from 'vitest';
import type { Matcher } from '../../../rules/matchers/matcher.js';
import { contextOf, load, problems } from './load-harness.js';

it('reads matchers by name and with options', () => {
  const field = load('fields: { f: { matchers: [email, { random-bytes: { bits: 128 } }, { credit-card: {} }] } }').fields.get('f');
  expect(field?.matchers.map(({ name, options }) => [name, options])).toEqual([
    ['email', {}],
    ['random-bytes', { bits: '128' }],
    ['credit-card', {}],
  ]);
});

it.each<[written: string, expected: readonly string[]]>([
  ['random-bytes', ['r.yaml:2:27: the matcher `random-bytes` needs the option `bits` (least entropy)']],
  ['{ random-bytes: { bits: many } }', ['r.yaml:2:51: expected a whole number for `bits` (least entropy), found `many`']],
  ['{ random-bytes: { bits: -1 } }', ['r.yaml:2:51: expected a whole number for `bits` (least entropy), found `-1`']],
  ['{ email: { strict: 1 } }', ['r.yaml:2:38: the matcher `email` has no option `strict`; it takes none']],
  ['{ email: { toString: 1 } }', ['r.yaml:2:38: the matcher `email` has no option `toString`; it takes none']],
])('refuses the matcher %s', (written, expected) => {
  expect(problems(`fields: { f: { names: [x], matchers: [${written}] } }`)).toEqual(expected.map((line) => shift(line, 12)));
});

function shift(line: string, by: number): string {
  return line.replace(/^r\.yaml:2:(\d+)/, (_whole, column: string) => `r.yaml:2:${Number(column) + by}`);
}

it('reports what a matcher itself refuses', () => {
  const picky: Matcher = {
    name: 'picky',
    description: 'nothing',
    options: { size: { type: 'text', description: 'any' } },
    surest: 'pattern',
    prepare: () => {
      throw new RangeError('size must be even');
    },
  };
  const matchers = new Map([...contextOf({}).matchers, ['picky', picky]]);
  expect(problems('fields: { f: { matchers: [{ picky: { size: 3 } }] } }', {}, { matchers })).toEqual([
    'r.yaml:2:29: the matcher `picky` cannot be used so: size must be even',
  ]);
});

it('refuses names of separators only', () => {
  expect(problems('fields: { f: { names: [_-, id], under: ["."] } }')).toHaveLength(2);
});
