import type { Evidence, Finding, Level } from '../model/index.js';

/** One line of `violations.ndjson`, see `violation.schema.json`: the evidence, flat, with what names the violation. Keys are stable. */
export interface ViolationLine extends Evidence {
  readonly runId: string;
  readonly ruleId: string;
  readonly level: Level;
  readonly message: string;
  readonly fingerprint: string;
  /** Null for a violation that counts. */
  readonly exception: 'suppression' | 'baseline' | 'blind-spot' | null;
  readonly exceptionReason: string | null;
  readonly exceptionUntil: string | null;
  readonly exceptionPlace: string | null;
}

/** A finding of kind `fail` as a line of the violation log. */
export function violationLine(runId: string, finding: Finding): ViolationLine {
  const { suppression } = finding;
  return {
    runId,
    ruleId: finding.ruleId,
    level: finding.level,
    message: finding.message,
    fingerprint: finding.partialFingerprints['plainsight/v1'],
    ...finding.evidence,
    exception: suppression?.kind ?? null,
    exceptionReason: suppression?.reason ?? null,
    exceptionUntil: suppression?.until ?? null,
    exceptionPlace: suppression?.place ?? null,
  };
}
