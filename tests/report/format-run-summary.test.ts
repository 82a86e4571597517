import { describe, expect, it } from 'vitest';
import { decideVerdict } from '../../report/decide-verdict.js';
import { formatRunSummary, formatVerdictLine } from '../../report/format-run-summary.js';
import { exception, openFinding, sampleFinding, sampleRun } from './samples.js';
import { tagPaint } from './tag-paint.js';

describe('formatRunSummary', () => {
  it('counts what stands, what is silenced, and what was looked at', () => {
    const findings = [
      sampleFinding(),
      sampleFinding({ level: 'warning' }),
      openFinding(),
      sampleFinding({ suppression: exception('baseline'), partialFingerprints: { 'plainsight/v1': 'f9' } }),
    ];
    expect(formatRunSummary(decideVerdict([sampleRun({ findings })]))).toBe(
      '1 violation · 1 warning or note · 1 open finding · 1 finding silenced · 3 connections · 5 exchanges · 8 read, 2 scanned, 0 unseen',
    );
  });

  it('is short when nothing was found', () => {
    expect(formatRunSummary(decideVerdict([sampleRun()]))).toBe(
      'no violation · 0 findings silenced · 3 connections · 5 exchanges · 8 read, 2 scanned, 0 unseen',
    );
  });
});

describe('formatVerdictLine', () => {
  it('says outcome and exit code, also where reportOnly changed it', () => {
    const runs = [sampleRun({ findings: [sampleFinding()] })];
    expect(formatVerdictLine(decideVerdict(runs))).toBe('verdict: FAIL (exit 1)');
    expect(formatVerdictLine(decideVerdict(runs, { reportOnly: true }))).toBe('verdict: FAIL (exit 0)');
    expect(formatVerdictLine(decideVerdict([sampleRun()]), tagPaint)).toBe('<green>verdict: PASS (exit 0)</green>');
    expect(formatVerdictLine(decideVerdict([]), tagPaint)).toBe('<red>verdict: ERROR (exit 4)</red>');
  });
});
