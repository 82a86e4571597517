import { describe, expect, it } from 'vitest';
import { decideVerdict } from '../../../report/decide-verdict.js';
import { jsonFormat } from '../../../report/formats/json.js';
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
          startedDateTime: '2026-07-01T12:00:00.000Z',
          endedDateTime: '2026-07-01T12:10:00.000Z',
          steps: [{ name: 'login', began: '2026-07-01T12:01:00.000Z', ended: '2026-07-01T12:05:00.000Z' }],
        },
      ],
      findings: [
        {
          count: 2,
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
      faults: [],
      notObserved: expect.stringContaining('UDP and QUIC outside the proxy were not observed'),
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
      'gaps',
      'refusals',
      'unexercisedRules',
      'coverage',
      'exceptions',
      'levelChanges',
      'plantedNeverSeen',
      'faults',
      'notObserved',
    ]);
    expect(report.runs[0]).toMatchObject({ endedDateTime: null, steps: [] });
  });

  it('shows open findings with their reason, and what silences a finding', () => {
    const run = sampleRun({ findings: [openFinding({ suppression: exception('blind-spot') })] });
    expect(JSON.parse(jsonFormat.render(decideVerdict([run]), [run])).findings[0]).toMatchObject({
      silenced: true,
      openBecause: { gap: 'region-undetermined' },
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
});
