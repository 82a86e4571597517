import { expect, it } from 'vitest';
import { loadBaseline } from '../../../rules/load/load-baseline.js';
import { contextOf, problemsOf } from './load-harness.js';

const entry = '{ rule: baseline/token-in-url, reason: known, until: 2027-01-31, fingerprint: 0123456789abcdef }';

it('reads suppressions as baseline, whatever rules there are', () => {
  const context = contextOf({ 'b.yaml': `plainsight: 1\nsuppressions:\n  - ${entry}\n` });
  expect(loadBaseline('b.yaml', context)).toEqual([
    {
      rule: 'baseline/token-in-url',
      reason: 'known',
      until: '2027-01-31',
      fingerprint: '0123456789abcdef',
      baseline: true,
      place: { file: 'b.yaml', line: 3, column: 5 },
    },
  ]);
});

it('reads JSON and keeps the digits of a fingerprint', () => {
  const context = contextOf({
    'b.json':
      '{"plainsight": 1, "suppressions": [{"rule": "r", "reason": "x", "until": "2027-01-31", "fingerprint": "00001234567890123456"}]}',
  });
  expect(loadBaseline('b.json', context)[0]?.fingerprint).toBe('00001234567890123456');
});

it('refuses what is no baseline', () => {
  const context = contextOf({
    'b.yaml': 'plainsight: 1\nlevels: { a: off }\nsuppressions: [{ rule: r, reason: x, until: 2027-01-31, step: s }]',
  });
  expect(problemsOf(() => loadBaseline('b.yaml', context))).toEqual([
    'b.yaml:2:1: a baseline holds `suppressions` only, not `levels`',
    'b.yaml:3:16: an entry of a baseline needs a `fingerprint`',
  ]);
  expect(problemsOf(() => loadBaseline('none.yaml', context))).toEqual(['none.yaml:1:1: cannot read none.yaml: no such file']);
});
