import { describe, expect, it } from 'vitest';
import { explainDoubt, explainOutcome } from '../../report/explain-outcome.js';
import { mergeRuns } from '../../report/merge-runs.js';
import { exception, openFinding, sampleFinding, sampleRun } from './samples.js';

describe('explainOutcome', () => {
  const merged = mergeRuns([
    sampleRun({
      findings: [
        { finding: openFinding(), count: 2 },
        openFinding({ partialFingerprints: { 'plainsight/v1': 'o2' } }),
        openFinding({ ruleId: 'silenced', suppression: exception('blind-spot') }),
        sampleFinding({ level: 'warning' }),
      ],
      end: { faults: ['disk full.'] },
    }),
  ]);

  it('speaks of what makes the outcome, and of nothing else', () => {
    expect(explainOutcome('pass', merged)).toEqual([]);
    expect(explainOutcome('error', merged)).toEqual(['Plainsight itself failed: disk full.']);
    expect(explainOutcome('inconclusive', merged)).toEqual([
      'The rule keys-come-from-home could not be judged 3 times: the databases disagree (and 1 more). To settle it: Add an override for 203.0.113.9.',
    ]);
    expect(explainOutcome('fail', merged)).toEqual(['Plainsight itself failed: disk full.']);
  });
});

describe('explainDoubt', () => {
  it.each([
    [{ kind: 'unmet-expectation', id: 'e', detail: 'd' }, 'The expectation e was not met: d.'],
    [{ kind: 'unexercised-rule', ruleId: 'r', detail: 'd' }, 'The rule r met nothing that it could judge: d.'],
    [{ kind: 'rule-without-fields', ruleId: 'r', detail: 'd' }, 'The rule r was left without any field to look for: d.'],
    [{ kind: 'not-learnt', field: 'f', detail: 'd' }, 'What was issued for the field f is not all looked for: d.'],
    [{ kind: 'nothing-inspected', detail: 'd' }, 'Nothing was inspected: d.'],
    [{ kind: 'no-rules', detail: 'd' }, 'There was no rule to judge by: d.'],
    [{ kind: 'no-traffic', detail: 'd' }, 'There was no traffic: d.'],
  ] as const)('%j', (doubt, text) => {
    expect(explainDoubt(doubt)).toBe(text);
  });
});
