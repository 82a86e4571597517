import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeBaseline } from '../../report/make-baseline.js';
import { exception, openFinding, sampleFinding, sampleRun } from './samples.js';

const now = Date.UTC(2026, 6, 1, 12);

describe('makeBaseline', () => {
  it('records violations and error-level open findings, each with a comment', () => {
    const run = sampleRun({ findings: [{ finding: sampleFinding(), count: 37 }, openFinding()] });
    expect(
      makeBaseline(run, '2027-01-31', now),
    ).toBe(`# Baseline recorded by Plainsight: known findings, to be worked off before the end date.
plainsight: 1
suppressions:
  # violation: user-id = u-7…d0 (12 characters): user-id crossed the network unencrypted
  - rule: "identifiers-never-in-cleartext"
    reason: "known when the baseline was recorded on 2026-07-01 from run r1"
    until: "2027-01-31"
    fingerprint: "f1"
  # open: user-id = u-7…d0 (12 characters): the country of 203.0.113.9 is not known
  - rule: "keys-come-from-home"
    reason: "known when the baseline was recorded on 2026-07-01 from run r1"
    until: "2027-01-31"
    fingerprint: "o1"
`);
  });

  it('leaves out what is silenced already and what never counts, and records a fingerprint once', () => {
    const findings = [
      sampleFinding({ level: 'warning' }),
      sampleFinding(),
      sampleFinding({ ruleId: 'silenced', suppression: exception('suppression') }),
      openFinding({ ruleId: 'blind', suppression: exception('blind-spot') }),
      openFinding({ ruleId: 'lower', level: 'warning' }),
      sampleFinding({ ruleId: 'passed', kind: 'pass' }),
    ];
    const { suppressions } = parse(makeBaseline(sampleRun({ findings }), '2027-01-31', now));
    expect(suppressions.map(({ rule }: { rule: string }) => rule)).toEqual(['identifiers-never-in-cleartext']);
  });

  it('is a valid, empty ruleset when there is nothing to record', () => {
    expect(parse(makeBaseline(sampleRun(), '2026-07-01', now))).toEqual({ plainsight: 1, suppressions: [] });
  });

  it('cannot be broken out of by what a finding says', () => {
    const hostile = 'x"\n  - rule: "*"\r\u2028\u0085\u001b[2J # %YAML 1.1';
    const finding = sampleFinding({ ruleId: hostile, message: hostile, evidence: { field: hostile, value: hostile } });
    const text = makeBaseline(sampleRun({ id: hostile, findings: [finding] }), '2027-01-31', now);
    expect(text.split('\n')).toHaveLength(9);
    expect(parse(text).suppressions).toMatchObject([{ rule: hostile, fingerprint: 'f1' }]);
  });

  it.each(['', 'tomorrow', '2027-1-31', '2027-02-30', '2027-01-31T00:00', '2027-01-31\n', '2026-06-30'])(
    'refuses %j as end date',
    (until) => {
      expect(() => makeBaseline(sampleRun(), until, now)).toThrow(RangeError);
    },
  );
});
