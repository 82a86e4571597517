import type { ChainUnknownCause, CnameLink, InjectedFault } from './connection.js';
import type { Finding } from './finding.js';
import type { Gap } from './gap.js';
import type { TrustCheck } from './trust.js';

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
  /** The same by connection, host and country. Absent in runs that were recorded before it was counted. */
  readonly breakdown?: CoverageBreakdown;
  /** What the run was not about (`scope`): in none of the other counts. Absent where the ruleset has no scope. */
  readonly outOfScope?: {
    readonly connections: number;
    readonly exchanges: number;
    readonly messages: number;
    readonly bytes: number;
    /** Connections of these that nobody could read: only their names outside TLS say that they are outside. Absent in older runs. */
    readonly unread?: number;
  };
  /** Connections that were made to fail on purpose (`--fail-host`). Absent: none. */
  readonly injectedFaults?: readonly InjectedFaultCount[];
  /** Connections to names of which nobody knows what they are aliases of, where rules ask who runs a server. Absent: none. */
  readonly aliasesUnknown?: number;
}

/** `host`: redacted as in the record; null sums up those that there was no room for. */
export interface InjectedFaultCount {
  readonly host: string | null;
  readonly fault: InjectedFault;
  readonly connections: number;
}

/** How much of something was read, scanned to the end, or unseen in part or whole. */
export interface Sight {
  readonly read: number;
  readonly scanned: number;
  readonly unseen: number;
}

/** Connections by the worst that became of them: one counts as `unseen` if any of it was. `silent`: nothing was sent on it. */
export interface ConnectionSight extends Sight {
  readonly silent: number;
}

/** Where the traffic went, and how much of it was seen. */
export interface CoverageBreakdown {
  readonly connections: ConnectionSight;
  /** By the name that led to the server, redacted as in the record. */
  readonly hosts: CoverageTable;
  /** By ISO 3166 country of the address dialled; `undetermined` where it is not certain, `none` where nothing was reached. */
  readonly countries: CoverageTable;
}

/** The rows with the most unseen traffic first, then those with the most connections; `others` sums up what there was no room for. */
export interface CoverageTable {
  readonly rows: readonly CoverageRow[];
  /** `names`: how many at most, since rows of several runs may hide the same ones. */
  readonly others?: Omit<CoverageRow, 'name' | 'resolution'> & { readonly names: number };
}

export interface CoverageRow {
  readonly name: string;
  readonly connections: ConnectionSight;
  readonly messages: Sight;
  readonly bytes: Sight;
  /** Of a host that was dialled by name: how that became an address, by the last connection that says so, redacted. Absent where there is nothing to say. */
  readonly resolution?: RowResolution;
}

/** `chain`: what the host is an alias of, times to live in seconds; `chainUnknown`: why that is not known to have led to the address. */
export interface RowResolution {
  readonly resolver: string | null;
  readonly chain: readonly CnameLink[];
  readonly chainUnknown: ChainUnknownCause | null;
}

/** A reason, beside findings, why a run cannot pass. */
export type Doubt =
  | { readonly kind: 'unmet-expectation'; readonly id: string; readonly detail: string }
  | { readonly kind: 'unexercised-rule'; readonly ruleId: string; readonly detail: string }
  | { readonly kind: 'rule-without-fields'; readonly ruleId: string; readonly detail: string; readonly cause?: EmptyCause }
  | { readonly kind: 'not-learnt'; readonly field: string; readonly detail: string }
  | { readonly kind: 'nothing-inspected'; readonly detail: string }
  | { readonly kind: 'no-rules'; readonly detail: string }
  /** Of a trust run: what was not found out of this host, or, without one, of the run as a whole. */
  | { readonly kind: 'certificates-untested'; readonly host?: string; readonly detail: string }
  | { readonly kind: 'no-traffic'; readonly detail: string };

/**
 * Why a rule has nothing to look for. `nothing-issued`: no response came that its fields learn from, so that nothing was there to leak;
 * `no-values`: what there was to leak is not known. Another attempt answers for the first, never for the second.
 */
export type EmptyCause = 'no-values' | 'nothing-issued';

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
  /** What devices did with wrong certificates; absent where no run was a trust run. */
  readonly trust?: readonly TrustCheck[];
  readonly unexercisedRules: readonly string[];
  readonly coverage: Coverage;
  readonly exceptions: readonly ExceptionUse[];
  readonly levelChanges: readonly LevelChange[];
  readonly plantedNeverSeen: readonly string[];
  readonly plantedNotLookedFor: readonly string[];
  /** Set when the run's own machinery failed (store, relay, process): then the outcome is `error`. */
  readonly faults: readonly string[];
}

export interface CountedFinding {
  readonly finding: Finding;
  readonly count: number;
  /** IDs of the runs that have it, in their order; only where several were added up. */
  readonly runs?: readonly string[];
}

export interface CountedGap {
  readonly gap: Gap;
  readonly count: number;
}
