import type { Finding, RunRecord } from '../model/index.js';
import { whatOf } from './describe-finding.js';
import { groupBy } from './group-by.js';
import { isSilenced } from './is-silenced.js';
import { isoTime } from './iso-time.js';
import { printable } from './printable.js';
import { unicodeEscape } from './unicode-escape.js';

/**
 * A ruleset that records what a run found, so that later runs fail on new findings only: one suppression for each violation and
 * each open finding at error level that nothing silences yet, each with a comment that says what it is (redacted).
 *
 * @param until last valid day, `YYYY-MM-DD`, UTC
 * @param now epoch milliseconds
 * @throws RangeError when `until` is not a day, or is past: such a baseline would silence nothing
 */
export function makeBaseline(run: RunRecord, until: string, now: number): string {
  checkUntil(until, now);
  const recorded = run.findings.map(({ finding }) => finding).filter((finding) => !isSilenced(finding) && isWorthRecording(finding));
  const groups = groupBy(recorded, (finding) => JSON.stringify([finding.ruleId, fingerprintOf(finding)]));
  const reason = `known when the baseline was recorded on ${isoTime(now).slice(0, 10)} from run ${run.start.id}`;
  const entries = [...groups.values()].flatMap((group) => group.slice(0, 1)).flatMap((finding) => entryLines(finding, reason, until));
  const head = ['# Baseline recorded by Plainsight: known findings, to be worked off before the end date.', 'plainsight: 1'];
  return `${[...head, ...(entries.length === 0 ? ['suppressions: []'] : ['suppressions:', ...entries])].join('\n')}\n`;
}

function isWorthRecording({ kind, level }: Finding): boolean {
  return kind === 'fail' || (kind === 'open' && level === 'error');
}

function fingerprintOf(finding: Finding): string {
  return finding.partialFingerprints['plainsight/v1'];
}

function entryLines(finding: Finding, reason: string, until: string): string[] {
  const what = [finding.kind === 'fail' ? 'violation' : 'open', whatOf(finding.evidence), finding.message].filter((part) => part !== null);
  return [
    `  # ${printable(what.join(': '))}`,
    `  - rule: ${quoted(finding.ruleId)}`,
    `    reason: ${quoted(reason)}`,
    `    until: ${quoted(until)}`,
    `    fingerprint: ${quoted(fingerprintOf(finding))}`,
  ];
}

/** A YAML double-quoted scalar. JSON strings are such scalars, once what YAML calls unprintable is escaped too (YAML 1.2, 5.1). */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/gu, unicodeEscape);
}

function checkUntil(until: string, now: number): void {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(until) && isoTime(Date.parse(`${until}T00:00:00Z`)).startsWith(until);
  if (!isDay) throw new RangeError(`The end date ${JSON.stringify(until)} is not a day: write it as 2027-01-31.`);
  if (Date.parse(`${until}T23:59:59.999Z`) < now)
    throw new RangeError(`The end date ${until} is past: a baseline that has ended silences nothing.`);
}
