import { describe, expect, it } from 'vitest';
import type { CountedFinding, Doubt, Finding, RunRecord } from '../../model/index.js';
import { decideVerdict } from '../../report/decide-verdict.js';
import fc from '../harness/fast-check.js';
import { exception, openFinding, sampleCoverage, sampleFinding, sampleRun } from './samples.js';

const kinds = ['none', 'fail', 'open', 'pass'] as const;
const levels = ['error', 'warning', 'note'] as const;
const suppressions = ['none', 'suppression', 'baseline', 'blind-spot'] as const;
const doubts = {
  none: [],
  'unmet-expectation': [{ kind: 'unmet-expectation', id: 'logged-in', detail: 'no answer below 400 from api.example/login' }],
  'unexercised-rule': [{ kind: 'unexercised-rule', ruleId: 'own', detail: 'its host was never contacted' }],
  'rule-without-fields': [{ kind: 'rule-without-fields', ruleId: 'own', detail: 'QA_USER_ID is not set' }],
  'no-traffic': [{ kind: 'no-traffic', detail: 'no connection came' }],
} satisfies Record<string, Doubt[]>;

/** The outcome table written down again, as data: the first row whose condition is met. */
interface Case {
  kind: (typeof kinds)[number];
  level: (typeof levels)[number];
  suppression: (typeof suppressions)[number];
  fault: boolean;
  ended: boolean;
  doubt: keyof typeof doubts;
  strict: boolean;
}
const table: readonly [outcome: string, exitCode: number, reportOnlyExitCode: number, holds: (c: Case) => boolean][] = [
  ['fail', 1, 0, (c) => c.kind === 'fail' && counts(c) && ['none', 'blind-spot'].includes(c.suppression)],
  ['error', 4, 4, (c) => !c.ended || c.fault],
  ['inconclusive', 3, 0, (c) => c.kind === 'open' && counts(c) && c.suppression === 'none'],
  ['inconclusive', 3, 0, (c) => c.doubt !== 'none'],
  ['pass', 0, 0, () => true],
];
const counts = (c: Case): boolean => (c.strict ? ['error', 'warning'] : ['error']).includes(c.level);

function recordOf(c: Case): RunRecord {
  const base: Finding =
    c.kind === 'open' ? openFinding({ level: c.level }) : sampleFinding({ kind: c.kind === 'pass' ? 'pass' : 'fail', level: c.level });
  const finding: Finding = c.suppression === 'none' ? base : { ...base, suppression: exception(c.suppression) };
  const end = { doubts: doubts[c.doubt], faults: c.fault ? ['the store could not be written'] : [] };
  return sampleRun({ findings: c.kind === 'none' ? [] : [finding], end: c.ended ? end : null });
}

const cases: Case[] = kinds.flatMap((kind) =>
  levels.flatMap((level) =>
    suppressions.flatMap((suppression) =>
      [false, true].flatMap((fault) =>
        [true, false].flatMap((ended) =>
          (Object.keys(doubts) as (keyof typeof doubts)[]).flatMap((doubt) =>
            [false, true].map((strict) => ({ kind, level, suppression, fault, ended, doubt, strict })),
          ),
        ),
      ),
    ),
  ),
);

describe('decideVerdict: every row of the outcome table', () => {
  it('covers every combination', () => {
    expect(cases).toHaveLength(4 * 3 * 4 * 2 * 2 * 5 * 2);
  });

  it('gives the outcome and exit code of the first row that holds', () => {
    for (const c of cases) {
      const expected = table.find(([, , , holds]) => holds(c));
      const verdict = decideVerdict([recordOf(c)], { strict: c.strict });
      expect([verdict.outcome, verdict.exitCode], JSON.stringify(c)).toEqual([expected?.[0], expected?.[1]]);
      expect(verdict.reasons.length > 0, `reasons of ${JSON.stringify(c)}`).toBe(verdict.outcome !== 'pass');
    }
  });

  it('turns 1 and 3 into 0 with reportOnly, never 4, and says so; the outcome stays', () => {
    for (const c of cases) {
      const expected = table.find(([, , , holds]) => holds(c));
      const verdict = decideVerdict([recordOf(c)], { strict: c.strict, reportOnly: true });
      expect([verdict.outcome, verdict.exitCode], JSON.stringify(c)).toEqual([expected?.[0], expected?.[2]]);
      const says = verdict.reasons.some((reason) => reason.includes('--report-only'));
      expect(says, JSON.stringify(c)).toBe(expected?.[1] !== expected?.[2]);
    }
  });
});

const anyFinding: fc.Arbitrary<CountedFinding> = fc.record({
  finding: fc
    .record({
      kind: fc.constantFrom('fail', 'open', 'pass' as const),
      level: fc.constantFrom(...levels),
      suppression: fc.constantFrom(...suppressions),
      ruleId: fc.constantFrom('a', 'b', 'baseline/c'),
      fingerprint: fc.constantFrom('f1', 'f2'),
    })
    .map(({ kind, level, suppression, ruleId, fingerprint }) =>
      sampleFinding({
        kind: kind as Finding['kind'],
        level,
        ruleId,
        partialFingerprints: { 'plainsight/v1': fingerprint },
        ...(suppression === 'none' ? {} : { suppression: exception(suppression) }),
      }),
    ),
  count: fc.integer({ min: 0, max: 5 }),
});
const anyRun = fc
  .record({
    findings: fc.array(anyFinding, { maxLength: 6 }),
    faults: fc.array(fc.constantFrom('store', 'relay'), { maxLength: 1 }),
    ended: fc.boolean(),
    rulesets: fc.constantFrom(['a.yaml'], ['b.yaml']),
  })
  .map(({ findings, faults, ended, rulesets }) => sampleRun({ findings, rulesets, end: ended ? { faults } : null }));

describe('decideVerdict: properties', () => {
  it('never passes with an unsuppressed violation or open finding at error level, or a fault, in any run', () => {
    fc.assert(
      fc.property(fc.array(anyRun, { maxLength: 4 }), fc.boolean(), fc.boolean(), (runs, strict, reportOnly) => {
        const findings = runs.flatMap((run) => run.findings.map(({ finding }) => finding));
        const blocking = findings.some((f) => f.level === 'error' && f.kind !== 'pass' && f.suppression === undefined);
        const broken = runs.length === 0 || runs.some((run) => run.end === undefined || run.end.faults.length > 0);
        const verdict = decideVerdict(runs, { strict, reportOnly });
        if (blocking || broken) expect(verdict.outcome).not.toBe('pass');
        if (broken && verdict.outcome !== 'fail') expect(verdict.exitCode).toBe(4);
        if (!reportOnly && verdict.outcome !== 'pass') expect(verdict.exitCode).not.toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order of the runs, and another run never turns a fail into anything else', () => {
    fc.assert(
      fc.property(fc.array(anyRun, { minLength: 1, maxLength: 3 }), anyRun, (runs, another) => {
        const { outcome } = decideVerdict(runs);
        expect(decideVerdict([...runs].reverse()).outcome).toBe(outcome);
        if (outcome === 'fail') expect(decideVerdict([...runs, another]).outcome).toBe('fail');
      }),
      { numRuns: 150 },
    );
  });
});

describe('decideVerdict: reasons', () => {
  it('counts violations by rule', () => {
    const findings = [
      { finding: sampleFinding(), count: 37 },
      { finding: sampleFinding({ partialFingerprints: { 'plainsight/v1': 'f2' } }), count: 1 },
      { finding: sampleFinding({ ruleId: 'other', suppression: exception('suppression') }), count: 9 },
    ];
    expect(decideVerdict([sampleRun({ findings })]).reasons).toEqual([
      'The rule identifiers-never-in-cleartext was violated 38 times (2 different violations).',
    ]);
  });

  it('names faults after violations: more may have been missed', () => {
    const verdict = decideVerdict([sampleRun({ findings: [sampleFinding()], end: { faults: ['the store could not be written'] } })]);
    expect(verdict.outcome).toBe('fail');
    expect(verdict.reasons).toEqual([
      'The rule identifiers-never-in-cleartext was violated 1 time.',
      'Plainsight itself failed: the store could not be written.',
    ]);
  });

  it('says why an open finding is open, and every doubt', () => {
    const verdict = decideVerdict([sampleRun({ findings: [openFinding()], end: { doubts: doubts['unmet-expectation'] } })]);
    expect(verdict.reasons).toEqual([
      'The rule keys-come-from-home could not be judged 1 time: the databases disagree. To settle it: Add an override for 203.0.113.9.',
      'The expectation logged-in was not met: no answer below 400 from api.example/login.',
    ]);
  });

  it('says that a run has no end record, and that there is no run', () => {
    expect(decideVerdict([sampleRun({ id: 'r9', end: null })]).reasons[0]).toMatch(/^Plainsight itself failed: run r9 has no end record/);
    expect(decideVerdict([])).toMatchObject({
      outcome: 'error',
      exitCode: 4,
      reasons: ['Plainsight itself failed: there is no run to judge.'],
    });
  });

  it('shows findings raised by strict as errors, and says that they were', () => {
    const verdict = decideVerdict([sampleRun({ findings: [sampleFinding({ level: 'warning' })] })], { strict: true });
    expect(verdict.findings.map(({ finding }) => finding.level)).toEqual(['error']);
    expect(verdict.reasons.at(-1)).toBe('Warnings were asked to count as errors (--strict): those of identifiers-never-in-cleartext do.');
    const plain = decideVerdict([sampleRun({ findings: [sampleFinding()] })], { strict: true });
    expect(plain.reasons.join()).not.toContain('--strict');
  });
});

describe('decideVerdict: several runs', () => {
  const unmet = { doubts: doubts['unmet-expectation'] };
  const quiet = {
    doubts: doubts['no-traffic'],
    coverage: { ...sampleCoverage, connections: 0, exchanges: 0, messages: { read: 0, scanned: 0, unseen: 0 } },
  };

  it('a violation in any attempt counts', () => {
    expect(decideVerdict([sampleRun(), sampleRun({ id: 'r2', findings: [sampleFinding()] })]).outcome).toBe('fail');
  });

  it('any run without an end record is an error', () => {
    expect(decideVerdict([sampleRun(), sampleRun({ id: 'r2', end: null })]).outcome).toBe('error');
  });

  it('an expectation met in one attempt is met; unmet in all it stays', () => {
    expect(decideVerdict([sampleRun({ end: unmet }), sampleRun({ id: 'r2' })]).outcome).toBe('pass');
    expect(decideVerdict([sampleRun({ end: unmet }), sampleRun({ id: 'r2', end: unmet })])).toMatchObject({
      outcome: 'inconclusive',
      doubts: doubts['unmet-expectation'],
    });
  });

  it('a run of other rulesets does not answer for what this one expected', () => {
    const verdict = decideVerdict([sampleRun({ end: unmet }), sampleRun({ id: 'r2', rulesets: ['other.yaml'] })]);
    expect(verdict.outcome).toBe('inconclusive');
  });

  it('an attempt without traffic beside one with is no doubt; all without are', () => {
    expect(decideVerdict([sampleRun({ end: quiet }), sampleRun({ id: 'r2' })]).outcome).toBe('pass');
    expect(decideVerdict([sampleRun({ end: quiet }), sampleRun({ id: 'r2', end: quiet })]).outcome).toBe('inconclusive');
  });

  it('no traffic is a doubt by the counts alone, whatever the record forgot', () => {
    expect(decideVerdict([sampleRun({ end: { coverage: quiet.coverage } })])).toMatchObject({
      outcome: 'inconclusive',
      doubts: [{ kind: 'no-traffic' }],
    });
  });

  it('pack rules that were not exercised are shown, and no doubt', () => {
    expect(decideVerdict([sampleRun({ end: { unexercisedRules: ['baseline/imei'] } })])).toMatchObject({
      outcome: 'pass',
      unexercisedRules: ['baseline/imei'],
    });
  });
});
