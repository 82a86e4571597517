import type { Level } from './finding.js';
import type { ValueLimits } from './recorded-values.js';
import type { TrustSummary } from './trust.js';
import type { CountedFinding, CountedGap, Coverage, Doubt, ExceptionUse, LevelChange, Refusal } from './verdict.js';

/** One named part of a run. Times are epoch milliseconds; `ended` is absent while it lasts. */
export interface Step {
  readonly name: string;
  readonly began: number;
  readonly ended?: number;
}

/** Findings that stand, singly counted, by level; `silenced`: those of any kind and level that an exception silences. */
export interface StepFindings {
  readonly violations: Readonly<Record<Level, number>>;
  readonly open: Readonly<Record<Level, number>>;
  readonly silenced: number;
}

/** A step with what was found of the messages that started in it. `findings` is absent in runs that were recorded before it was counted. */
export interface StepResult extends Step {
  readonly findings?: StepFindings;
}

/** What is known of a run when it starts. */
export interface RunStart {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly startedDateTime: number;
  readonly label?: string;
  readonly rulesets: readonly string[];
  /** Keyed hash of what the rulesets ask for, without planted values: runs with the same one answer for each other. Absent in older runs. */
  readonly rulesetDigest?: string;
  readonly version: string;
  /** What was out of date, or odd in the rulesets, as the run began. */
  readonly warnings?: readonly string[];
  /** Tells which key values were hashed with: hashes under different keys cannot be compared. Absent in older runs. */
  readonly hashKeyId?: string;
  /** What was sent, and fields that were seen, were kept for comparisons with other runs. */
  readonly recordsValues?: true;
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
  /** Fields with planted values that no rule could be violated by in what came, so nobody looked. Absent in older runs. */
  readonly plantedNotLookedFor?: readonly string[];
  readonly faults: readonly string[];
  /** What of the recorded values there was no room for; only where they were recorded. */
  readonly valueLimits?: ValueLimits;
  readonly steps: readonly StepResult[];
  /** What was found outside any step. Absent in older runs. */
  readonly outsideSteps?: StepFindings;
  /** Of a trust run: what devices did with wrong certificates. */
  readonly trust?: TrustSummary;
  /** IDs of all rules in force. Absent in older runs. */
  readonly rules?: readonly string[];
}

/** A run as read back from the store. `end` is absent when the process died before it could write one. */
export interface RunRecord {
  readonly start: RunStart;
  readonly end?: RunEnd;
  readonly findings: readonly CountedFinding[];
}
