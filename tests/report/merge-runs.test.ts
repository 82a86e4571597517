import { describe, expect, it } from 'vitest';
import type { Doubt, ExceptionUse, Gap, Refusal } from '../../model/index.js';
import { mergeRuns } from '../../report/merge-runs.js';
import { exception, openFinding, sampleCoverage, sampleFinding, sampleRun } from './samples.js';

describe('mergeRuns', () => {
  it('makes one entry of equal findings, with the first evidence and all counts', () => {
    const first = sampleFinding({ evidence: { connectionId: 'c1' } });
    const again = sampleFinding({ evidence: { connectionId: 'c9' } });
    const merged = mergeRuns([
      sampleRun({ findings: [{ finding: first, count: 2 }] }),
      sampleRun({ id: 'r2', findings: [{ finding: again, count: 3 }] }),
      sampleRun({ id: 'r3' }),
    ]);
    expect(merged.findings).toEqual([{ finding: first, count: 5, runs: ['r1', 'r2'] }]);
    expect(mergeRuns([sampleRun({ findings: [first] })]).findings).toEqual([{ finding: first, count: 1 }]);
  });

  it('misses runs that never began', () => {
    expect(mergeRuns([sampleRun()], 1).faults).toEqual([]);
    expect(mergeRuns([sampleRun(), sampleRun({ id: 'r2' })], 4).faults).toEqual([
      expect.stringContaining('4 runs were asked for and there are 2'),
    ]);
  });

  it('keeps apart what differs in rule, kind, level, fingerprint or being silenced', () => {
    const findings = [
      sampleFinding(),
      sampleFinding({ ruleId: 'other' }),
      sampleFinding({ kind: 'open' }),
      sampleFinding({ level: 'warning' }),
      sampleFinding({ partialFingerprints: { 'plainsight/v1': 'f2' } }),
      sampleFinding({ suppression: exception('suppression') }),
    ];
    expect(mergeRuns([sampleRun({ findings })]).findings).toHaveLength(6);
  });

  it('puts violations before open findings, errors before warnings, then by rule', () => {
    const findings = [
      openFinding({ ruleId: 'z' }),
      sampleFinding({ ruleId: 'b', level: 'note' }),
      sampleFinding({ ruleId: 'c' }),
      sampleFinding({ ruleId: 'a', level: 'warning' }),
      sampleFinding({ ruleId: 'a' }),
    ];
    const order = mergeRuns([sampleRun({ findings })]).findings.map(({ finding }) => `${finding.kind} ${finding.level} ${finding.ruleId}`);
    expect(order).toEqual(['fail error a', 'fail error c', 'fail warning a', 'fail note b', 'open error z']);
  });

  it('adds coverage up, by interception too', () => {
    const other = { ...sampleCoverage, connectionsByInterception: { intercepted: 1, 'client-rejected': 4 }, pauses: 2 };
    expect(mergeRuns([sampleRun(), sampleRun({ end: { coverage: other } })]).coverage).toEqual({
      connections: 6,
      connectionsByInterception: { intercepted: 3, cleartext: 1, 'client-rejected': 4 },
      exchanges: 10,
      messages: { read: 16, scanned: 4, unseen: 0 },
      bytes: { read: 1800, scanned: 8192, unseen: 0 },
      pauses: 2,
    });
  });

  it('adds up refusals, and takes a run of before they were recorded', () => {
    const refusal: Refusal = { client: 'c', host: 'a.test', diagnosis: 'unexplained', count: 1, cause: 'alert 46', advice: 'repeat it' };
    const runs = [
      sampleRun({ end: { refusals: [refusal] } }),
      sampleRun(),
      sampleRun({ end: { refusals: [refusal] } }),
      sampleRun({ end: null }),
    ];
    expect(mergeRuns(runs).refusals).toEqual([{ ...refusal, count: 2 }]);
    expect(mergeRuns([sampleRun()]).refusals).toEqual([]);
  });

  it('adds up exceptions with the gravest state, and merges equal gaps and level changes', () => {
    const use: ExceptionUse = { kind: 'suppression', place: 'p.yaml:4', reason: 'APP-1', until: '2027-01-31', used: 1, state: 'active' };
    const gap: Gap = { reason: 'undecodable', connectionId: 'c1', detail: 'br failed' };
    const change = { ruleId: 'baseline/imei', from: 'error', to: 'off', place: 'p.yaml:9' };
    const merged = mergeRuns([
      sampleRun({ end: { exceptions: [use], gaps: [{ gap, count: 1 }], levelChanges: [change] } }),
      sampleRun({
        end: {
          exceptions: [{ ...use, used: 0, state: 'expired' }],
          gaps: [{ gap: { ...gap, connectionId: 'c2' }, count: 2 }],
          levelChanges: [change],
        },
      }),
    ]);
    expect(merged.exceptions).toEqual([{ ...use, used: 1, state: 'expired' }]);
    expect(merged.gaps).toEqual([{ gap, count: 3 }]);
    expect(merged.levelChanges).toEqual([change]);
  });

  it('a planted value seen in one attempt was seen', () => {
    const runs = [sampleRun({ end: { plantedNeverSeen: ['phone', 'user-id'] } }), sampleRun({ end: { plantedNeverSeen: ['phone'] } })];
    expect(mergeRuns(runs).plantedNeverSeen).toEqual(['phone']);
    const end = (plantedNeverSeen: string[], plantedNotLookedFor: string[]) =>
      sampleRun({ end: { plantedNeverSeen, plantedNotLookedFor } });
    expect(mergeRuns([end(['a'], ['b', 'c']), end([], ['a', 'b'])])).toMatchObject({ plantedNeverSeen: ['a'], plantedNotLookedFor: ['b'] });
  });

  it('says whose fault a fault is when there are several runs', () => {
    expect(mergeRuns([sampleRun({ end: { faults: ['disk full'] } }), sampleRun({ id: 'r2' })]).faults).toEqual(['run r1: disk full']);
    expect(mergeRuns([sampleRun({ end: { faults: ['disk full'] } })]).faults).toEqual(['disk full']);
  });

  it('takes runs for attempts of one test by what their rulesets asked for, not by the names of the files', () => {
    const unmet = { doubts: [{ kind: 'unmet-expectation', id: 'logged-in', detail: 'saw 0' } as const] };
    const run = (id: string, rulesetDigest: string, end = {}) => {
      const record = sampleRun({ id, end });
      return { ...record, start: { ...record.start, rulesetDigest } };
    };
    expect(mergeRuns([run('r1', 'd1', unmet), run('r2', 'd1')]).doubts).toEqual([]);
    // The same file, from which the expectation was taken out in between.
    expect(mergeRuns([run('r1', 'd1', unmet), run('r2', 'd2')]).doubts).toHaveLength(1);
  });

  it('keeps what one attempt did not look for in its own traffic, whatever the others did', () => {
    const own: Doubt[] = [
      { kind: 'rule-without-fields', ruleId: 'r', detail: 'QA_USER_ID is not set', cause: 'no-values' },
      { kind: 'not-learnt', field: 'session', detail: 'a value was refused' },
    ];
    const quiet = { ...sampleCoverage, connections: 0, exchanges: 0, messages: { read: 0, scanned: 0, unseen: 0 } };
    for (const doubt of own) {
      expect(mergeRuns([sampleRun({ end: { doubts: [doubt] } }), sampleRun({ id: 'r2' })]).doubts).toEqual([doubt]);
      const without = sampleRun({ end: { doubts: [doubt], coverage: quiet } });
      expect(mergeRuns([without, sampleRun({ id: 'r2' })]).doubts).toEqual([]);
    }
    const nothingIssued: Doubt = { kind: 'rule-without-fields', ruleId: 'r', detail: 'no response came', cause: 'nothing-issued' };
    expect(mergeRuns([sampleRun({ end: { doubts: [nothingIssued] } }), sampleRun({ id: 'r2' })]).doubts).toEqual([]);
  });

  it('doubts a run of which nothing was inspected but what blind spots excuse, by the counts', () => {
    const spot: ExceptionUse = { kind: 'blind-spot', place: 'a:1', reason: 'pinned', until: '2027-01-01', used: 4, state: 'active' };
    const unseen = { ...sampleCoverage, exchanges: 0, messages: { read: 0, scanned: 0, unseen: 0 } };
    const doubtsOf = (end: Parameters<typeof sampleRun>[0]) => mergeRuns([sampleRun(end)]).doubts.map(({ kind }) => kind);
    expect(doubtsOf({ end: { coverage: unseen, exceptions: [spot] } })).toEqual(['nothing-inspected']);
    expect(doubtsOf({ end: { coverage: unseen, exceptions: [{ ...spot, used: 0 }] } })).toEqual([]);
    expect(doubtsOf({ end: { coverage: sampleCoverage, exceptions: [spot] } })).toEqual([]);
    const looked = sampleRun({ id: 'r2' });
    expect(mergeRuns([sampleRun({ end: { coverage: unseen, exceptions: [spot] } }), looked]).doubts).toEqual([]);
  });
});
