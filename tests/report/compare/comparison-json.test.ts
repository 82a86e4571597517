import { expect, it } from 'vitest';
import { compareAccounts } from '../../../report/compare/compare-accounts.js';
import { compareRuns } from '../../../report/compare/compare-runs.js';
import { accountComparisonJson, comparisonJson } from '../../../report/compare/comparison-json.js';
import { comparedRun, destination, position } from './samples.js';

const sealed = position("$['payload']", [{ hash: 'a-hash', count: 1, opaqueBytes: 128 }]);

it('has the same keys whatever was found, and escapes control characters', () => {
  const after = comparedRun({ id: 'r2', label: 'odd\u009b label', destinations: [destination('new.example')], positions: [sealed] });
  const full = comparisonJson(compareRuns(comparedRun({ id: 'r1', positions: [sealed] }), after));
  const bare = comparisonJson(compareRuns(comparedRun({ records: false, end: null }), comparedRun({ records: false })));
  const keys = [
    'plainsightComparison',
    'comparison',
    'runs',
    'obstacles',
    'destinations',
    'operators',
    'fields',
    'findings',
    'gaps',
    'coverage',
    'suspects',
  ];
  expect([Object.keys(JSON.parse(full)), Object.keys(JSON.parse(bare))]).toEqual([keys, keys]);
  expect(JSON.parse(full)).toMatchObject({
    comparison: { outcome: 'no-worse', exitCode: 0, reasons: [] },
    runs: [
      { id: 'r1', recordsValues: true, outcome: 'pass' },
      { id: 'r2', label: 'odd\u009b label' },
    ],
    destinations: { appeared: [{ domain: 'new.example', countryIsoCode: 'US' }], same: 0 },
    suspects: [{ ruleId: 'compare/equal-ciphertext', kind: 'open', evidence: { path: "$['payload']" } }],
  });
  expect(full).toContain('odd\\u009b label');
  expect(full).not.toContain('a-hash');
  expect(JSON.parse(bare)).toMatchObject({ comparison: { exitCode: 4 }, runs: [{ endedDateTime: null }, {}], suspects: null });
});

it('gives differential runs by account', () => {
  const shape = JSON.parse(
    accountComparisonJson(compareAccounts([comparedRun({ id: 'a1' })], [comparedRun({ id: 'b1' }), comparedRun({ id: 'b2' })])),
  );
  expect(shape).toMatchObject({
    plainsightAccountComparison: 1,
    comparison: { outcome: 'undecided', exitCode: 3 },
    accounts: [[{ id: 'a1' }], [{ id: 'b1' }, { id: 'b2' }]],
    positions: 0,
    once: 0,
    suspects: [],
  });
});
