import type { Finding } from './finding.js';
import type { Gap } from './gap.js';

export type Outcome = 'pass' | 'fail' | 'inconclusive' | 'error';

/**
 * What was looked at: `read` as fields, as far as the rules could concern it; `scanned` as bytes to the end, because its format is not known;
 * `unseen` in part or whole. Counts of messages, bytes of payload.
 */
export interface Coverage {
  readonly connections: number;
  readonly connectionsByInterception: Readonly<Record<string, number>>;
  readonly exchanges: number;
  readonly messages: { readonly read: number; readonly scanned: number; readonly unseen: number };
  readonly bytes: { readonly read: number; readonly scanned: number; readonly unseen: number };
  /** Times the relay paused because inspection was behind. Nothing is dropped then. */
  readonly pauses: number;
}

/** A reason, beside findings, why a run cannot pass. */
export type Doubt =
  | { readonly kind: 'unmet-expectation'; readonly id: string; readonly detail: string }
  | { readonly kind: 'unexercised-rule'; readonly ruleId: string; readonly detail: string }
  | { readonly kind: 'rule-without-fields'; readonly ruleId: string; readonly detail: string }
  | { readonly kind: 'no-traffic'; readonly detail: string };

export interface ExceptionUse {
  readonly kind: 'suppression' | 'baseline' | 'blind-spot';
  readonly place: string;
  readonly reason: string;
  readonly until: string;
  /** How many findings it silenced. */
  readonly used: number;
  readonly state: 'active' | 'expires-soon' | 'expired';
}

/** A rule whose level was lowered or which was switched off, and where. */
export interface LevelChange {
  readonly ruleId: string;
  readonly from: string;
  readonly to: string;
  readonly place: string;
}

/**
 * Why a device refused our certificate, as far as its behaviour tells. A hint, not a proof.
 * - `no-ca-installed`: nothing of this device was ever decrypted
 * - `ca-not-trusted-by-app`: others on the device accept the CA, this TLS stack accepted it nowhere
 * - `suspected-pinning`: this TLS stack accepts the CA elsewhere, and refused it here again and again
 * - `protocol-mismatch`: the handshake failed over versions, ciphers or protocols: not over trust
 * - `unexplained`: the advice says what would settle it
 */
export type RefusalDiagnosis = 'no-ca-installed' | 'ca-not-trusted-by-app' | 'suspected-pinning' | 'protocol-mismatch' | 'unexplained';

/** Refused TLS connections of one device to one host, with one diagnosis. Names are redacted as in the record. */
export interface Refusal {
  /** The device's address. */
  readonly client: string;
  readonly host: string;
  readonly diagnosis: RefusalDiagnosis;
  readonly count: number;
  /** What the device did, the most frequent first: `alert 48`, `closed-in-handshake` …, separated by commas. */
  readonly cause: string;
  /** What to do about it, for people. */
  readonly advice: string;
}

/** What the run adds up to. `exitCode`: 0 pass, 1 fail, 3 inconclusive, 4 error (2, wrong usage or ruleset, never reaches a verdict). */
export interface Verdict {
  readonly outcome: Outcome;
  readonly exitCode: 0 | 1 | 3 | 4;
  /** One sentence each, why the outcome is what it is; empty for a pass. */
  readonly reasons: readonly string[];
  /** One entry a fingerprint: the first finding of its kind with how many there were. */
  readonly findings: readonly CountedFinding[];
  readonly gaps: readonly CountedGap[];
  readonly refusals: readonly Refusal[];
  readonly doubts: readonly Doubt[];
  readonly unexercisedRules: readonly string[];
  readonly coverage: Coverage;
  readonly exceptions: readonly ExceptionUse[];
  readonly levelChanges: readonly LevelChange[];
  readonly plantedNeverSeen: readonly string[];
  /** Set when the run's own machinery failed (store, relay, process): then the outcome is `error`. */
  readonly faults: readonly string[];
}

export interface CountedFinding {
  readonly finding: Finding;
  readonly count: number;
}

export interface CountedGap {
  readonly gap: Gap;
  readonly count: number;
}
