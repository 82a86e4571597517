import type { CountedFinding, CountedGap, Coverage, Doubt, ExceptionUse, LevelChange, Refusal } from './verdict.js';

/** One named part of a run. Times are epoch milliseconds; `ended` is absent while it lasts. */
export interface Step {
  readonly name: string;
  readonly began: number;
  readonly ended?: number;
}

/** What is known of a run when it starts. */
export interface RunStart {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly startedDateTime: number;
  readonly label?: string;
  readonly rulesets: readonly string[];
  readonly version: string;
}

/**
 * What the end of a run adds, in one record: everything a verdict needs beside the stored findings.
 * A run without this record ended badly, and its verdict is `error`.
 */
export interface RunEnd {
  readonly endedDateTime: number;
  readonly coverage: Coverage;
  readonly doubts: readonly Doubt[];
  readonly gaps: readonly CountedGap[];
  /** Absent in runs that were recorded before refusals were. */
  readonly refusals?: readonly Refusal[];
  readonly unexercisedRules: readonly string[];
  readonly exceptions: readonly ExceptionUse[];
  readonly levelChanges: readonly LevelChange[];
  readonly plantedNeverSeen: readonly string[];
  readonly faults: readonly string[];
  readonly steps: readonly Step[];
}

/** A run as read back from the store. `end` is absent when the process died before it could write one. */
export interface RunRecord {
  readonly start: RunStart;
  readonly end?: RunEnd;
  readonly findings: readonly CountedFinding[];
}
