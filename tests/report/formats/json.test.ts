import { describe, expect, it } from 'vitest';
import { decideVerdict } from '../../../report/decide-verdict.js';
import { jsonFormat } from '../../../report/formats/json.js';
import { noConnections, noSight } from '../../../report/tally/coverage-table.js';
import { exception, openFinding, sampleCoverage, sampleEvidence, sampleFinding, sampleRun } from '../samples.js';

describe('jsonFormat', () => {
  it('has this shape', () => {
    const run = sampleRun({ findings: [{ finding: sampleFinding(), count: 2 }] });
    const text = jsonFormat.render(decideVerdict([run]), [run]);
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toEqual({
      plainsightReport: 1,
      verdict: { outcome: 'fail', exitCode: 1, reasons: ['The rule identifiers-never-in-cleartext was violated 2 times.'] },
      runs: [
        {
          id: 'r1',
          label: null,
          version: '0.1.0',
          rulesets: ['plainsight.yaml'],
          warnings: [],
          startedDateTime: '2026-07-01T12:00:00.000Z',
          endedDateTime: '2026-07-01T12:10:00.000Z',
          steps: [
            { name: 'login', began: '2026-07-01T12:01:00.000Z', ended: '2026-07-01T12:05:00.000Z', durationMs: 240_000, findings: null },
          ],
          outsideSteps: null,
        },
      ],
      findings: [
        {
          count: 2,
          runs: ['r1'],
          silenced: false,
          ruleId: 'identifiers-never-in-cleartext',
          kind: 'fail',
          level: 'error',
          message: 'user-id crossed the network unencrypted',
          evidence: sampleEvidence(),
          openBecause: null,
          partialFingerprints: { 'plainsight/v1': 'f1' },
          suppression: null,
        },
      ],
      doubts: [],
      gaps: [],
      refusals: [],
      unexercisedRules: [],
      coverage: sampleCoverage,
      exceptions: [],
      levelChanges: [],
      plantedNeverSeen: [],
      plantedNotLookedFor: [],
      faults: [],
      notObserved: expect.stringContaining('UDP and QUIC outside the proxy were not observed'),
      trust: null,
    });
  });

  it('keeps its keys in order and present, also for a run without an end', () => {
    const run = sampleRun({ end: null });
    const report = JSON.parse(jsonFormat.render(decideVerdict([run]), [run]));
    expect(Object.keys(report)).toEqual([
      'plainsightReport',
      'verdict',
      'runs',
      'findings',
      'doubts',
      'trust',
      'gaps',
      'refusals',
      'unexercisedRules',
      'coverage',
      'exceptions',
      'levelChanges',
      'plantedNeverSeen',
      'plantedNotLookedFor',
      'faults',
      'notObserved',
    ]);
    expect(report.runs[0]).toMatchObject({ endedDateTime: null, steps: [] });
  });

  it('shows open findings with their reason, and what silences a finding', () => {
    const run = sampleRun({ findings: [openFinding({ suppression: exception('blind-spot') })] });
    expect(JSON.parse(jsonFormat.render(decideVerdict([run]), [run])).findings[0]).toMatchObject({
      silenced: true,
      openBecause: { missing: 'region-unknown', gap: 'region-undetermined', settledBy: 'Add an override for 203.0.113.9' },
      suppression: { kind: 'blind-spot', place: 'plainsight.yaml:40' },
    });
  });

  it('does nothing to a terminal, and loses no character', () => {
    const hostile = '\u001b[2J\u009b1m\u202e\u2028\u{e0041}\ud800 "\\ ok 😀\n';
    const run = sampleRun({ findings: [sampleFinding({ message: hostile })] });
    const text = jsonFormat.render(decideVerdict([run]), [run]);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}]/u);
    expect(JSON.parse(text).findings[0].message).toBe(hostile);
  });

  it('has what was found in each step, and coverage by connection, host and country', () => {
    const none = { error: 0, warning: 0, note: 0 };
    const findings = { violations: { ...none, error: 1 }, open: none, silenced: 0 };
    const row = { name: 'api.example', connections: { ...noConnections, read: 3 }, messages: noSight, bytes: noSight };
    const breakdown = { connections: { ...noConnections, read: 3 }, hosts: { rows: [row] }, countries: { rows: [{ ...row, name: 'US' }] } };
    const run = sampleRun({
      end: { steps: [{ name: 'call', began: 0, findings }], outsideSteps: findings, coverage: { ...sampleCoverage, breakdown } },
    });
    const report = JSON.parse(jsonFormat.render(decideVerdict([run]), [run]));
    expect(report.runs[0]).toMatchObject({ steps: [{ name: 'call', ended: null, durationMs: null, findings }], outsideSteps: findings });
    expect(report.coverage.breakdown).toEqual(breakdown);
  });
});
