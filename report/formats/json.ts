import type { RunRecord, Verdict } from '../../model/index.js';
import { isSilenced } from '../is-silenced.js';
import { isoTime } from '../iso-time.js';
import { notObserved } from '../not-observed.js';
import type { ReportFormat } from '../report-format.js';
import { unicodeEscape } from '../unicode-escape.js';

/** Changes when a key is removed or changes its meaning; new keys may appear without. */
const shapeVersion = 1;

/**
 * The verdict for machines. Top-level keys, in this order and always present:
 *
 * - `plainsightReport`: version of this shape
 * - `verdict`: `{outcome, exitCode, reasons[]}`
 * - `runs[]`: `{id, label, version, rulesets[], warnings[], startedDateTime, endedDateTime, steps[], outsideSteps}`, times RFC 3339, null where unknown;
 *   a step is `{name, began, ended, durationMs, findings}`, its `ended` null where it was open at the end of the run
 * - `findings[]`: `{count, runs, silenced, ...}` and everything of `Finding` (`ruleId, kind, level, message, evidence, openBecause,
 *   partialFingerprints, suppression`), null where absent
 * - `doubts[]`, `trust[]` (of trust runs only, else null), `gaps[]` (`{count, ...gap}`), `refusals[]` (`{client, host, diagnosis, count, cause, advice}`), `unexercisedRules[]`, `coverage`, `exceptions[]`, `levelChanges[]`,
 *   `plantedNeverSeen[]`, `plantedNotLookedFor[]`, `faults[]`, `notObserved`
 *
 * Control characters are escaped beyond what JSON asks for: printed on a terminal, it does nothing to it.
 */
export const jsonFormat: ReportFormat = {
  name: 'json',
  description: 'everything, for machines',
  render(verdict, runs) {
    // These characters stand inside strings only (the line feeds are our own), so the escape is the same JSON value.
    return `${JSON.stringify(shape(verdict, runs), null, 2).replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, unicodeEscape)}\n`;
  },
};

function shape(verdict: Verdict, runs: readonly RunRecord[]): object {
  return {
    plainsightReport: shapeVersion,
    verdict: { outcome: verdict.outcome, exitCode: verdict.exitCode, reasons: verdict.reasons },
    runs: runs.map(({ start, end }) => ({
      id: start.id,
      label: start.label ?? null,
      version: start.version,
      rulesets: start.rulesets,
      warnings: start.warnings ?? [],
      startedDateTime: isoTime(start.startedDateTime),
      endedDateTime: end === undefined ? null : isoTime(end.endedDateTime),
      steps: (end?.steps ?? []).map(({ name, began, ended, findings }) => ({
        name,
        began: isoTime(began),
        ended: ended === undefined ? null : isoTime(ended),
        durationMs: ended === undefined ? null : ended - began,
        findings: findings ?? null,
      })),
      outsideSteps: end?.outsideSteps ?? null,
    })),
    findings: verdict.findings.map(({ finding, count, runs: of }) => ({
      count,
      runs: of ?? runs.map(({ start }) => start.id),
      silenced: isSilenced(finding),
      ruleId: finding.ruleId,
      kind: finding.kind,
      level: finding.level,
      message: finding.message,
      evidence: finding.evidence,
      openBecause: finding.openBecause ?? null,
      partialFingerprints: finding.partialFingerprints,
      suppression: finding.suppression ?? null,
    })),
    doubts: verdict.doubts,
    trust: verdict.trust ?? null,
    gaps: verdict.gaps.map(({ gap, count }) => ({ count, ...gap })),
    refusals: verdict.refusals.map(({ client, host, diagnosis, count, cause, advice }) => ({
      client,
      host,
      diagnosis,
      count,
      cause,
      advice,
    })),
    unexercisedRules: verdict.unexercisedRules,
    coverage: verdict.coverage,
    exceptions: verdict.exceptions,
    levelChanges: verdict.levelChanges,
    plantedNeverSeen: verdict.plantedNeverSeen,
    plantedNotLookedFor: verdict.plantedNotLookedFor,
    faults: verdict.faults,
    notObserved,
  };
}
