import type { CountedFinding, Verdict } from '../../model/index.js';
import { isSilenced } from '../is-silenced.js';
import { type Changes, changesBetween } from './changes.js';

/** All that a run found under one fingerprint: the gravest, whether it counts, and how often it occurred. */
export interface FoundOnce {
  readonly finding: CountedFinding['finding'];
  readonly count: number;
  readonly silenced: boolean;
}

/** The findings of two verdicts, paired by fingerprint and kind. How often one occurred is no difference. */
export function compareFindings(before: Verdict, after: Verdict): Changes<FoundOnce> {
  return changesBetween(byFingerprint(before), byFingerprint(after), (then, now) => [
    ...(then.finding.level === now.finding.level ? [] : [`level: ${then.finding.level} → ${now.finding.level}`]),
    ...(then.silenced === now.silenced ? [] : [now.silenced ? `now silenced: ${exceptionOf(now)}` : 'no longer silenced']),
  ]);
}

/** A violation that counts at error level, and did not in the first run: not there, silenced, or of less weight. */
export function newViolations({ appeared, changed }: Changes<FoundOnce>): readonly FoundOnce[] {
  return [...appeared, ...changed.filter(({ before, after }) => counts(after) && !counts(before)).map(({ after }) => after)].filter(
    (found) => counts(found) && found.finding.kind === 'fail',
  );
}

/** Whether it stands at error level. */
export function counts({ finding, silenced }: FoundOnce): boolean {
  return !silenced && finding.level === 'error';
}

function exceptionOf({ finding: { suppression } }: FoundOnce): string {
  return suppression === undefined ? '' : `${suppression.kind} at ${suppression.place} (${suppression.reason})`;
}

const levels = { error: 2, warning: 1, note: 0 } as const;

function weight({ finding, silenced }: FoundOnce): number {
  return (silenced ? 0 : 10) + levels[finding.level];
}

function byFingerprint({ findings }: Verdict): ReadonlyMap<string, FoundOnce> {
  const found = new Map<string, FoundOnce>();
  for (const { finding, count } of findings) {
    if (finding.kind === 'pass') continue;
    const key = `${finding.kind} ${finding.partialFingerprints['plainsight/v1']}`;
    const next = { finding, count, silenced: isSilenced(finding) };
    const known = found.get(key);
    const gravest = known === undefined || weight(next) > weight(known) ? next : known;
    found.set(key, { ...gravest, count: count + (known?.count ?? 0) });
  }
  return found;
}
