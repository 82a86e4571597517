import type { Direction, Wire } from './connection.js';
import type { FieldLocation } from './field.js';
import type { RecognisedAs } from './finding.js';

/**
 * One value that stood at a position, as its keyed hash. `count`: messages that had it there. Never the value itself: not in the store, not in a
 * report.
 */
export interface RecordedValue {
  /** As `Evidence.valueHash`; of a cell also made of its place, so that equal cells at different places do not look equal. */
  readonly hash: string;
  readonly count: number;
  /** Bytes behind the value's encoding, where they look like ciphertext. */
  readonly opaqueBytes?: number;
  /** The server had sent the same value before, in this run. */
  readonly issued?: true;
  /** Fields of the ruleset whose planted values were found in it. */
  readonly explainedBy?: readonly string[];
}

/**
 * A place that values were sent to a server at, and which ones. Host, names and path are redacted: what looks like an ID, or holds a planted value,
 * is `{}`. `offset`: a cell of four bytes from there on, in bytes that nobody could read; absent: the whole value.
 */
export interface RecordedPosition {
  readonly host: string;
  /** HTTP's; null for what is no request. */
  readonly method: string | null;
  /** Templated; null where there is none. */
  readonly path: string | null;
  readonly kind: string;
  readonly location: FieldLocation;
  readonly at: string;
  readonly transforms: readonly string[];
  readonly offset?: number;
  readonly values: readonly RecordedValue[];
  /** Messages that had a value there which was not kept, since there were too many different ones. */
  readonly more: number;
}

/** A field of the ruleset that was seen, whether a rule forbids it or not: which, where, to or from whom, and how often. */
export interface RecordedField {
  readonly field: string;
  readonly recognisedAs: RecognisedAs;
  readonly host: string;
  readonly countryIsoCode: string | null;
  readonly asn: number | null;
  readonly direction: Direction;
  readonly wire: Wire;
  readonly location: FieldLocation;
  readonly at: string;
  readonly count: number;
  /** Keyed hashes of the first different values. */
  readonly hashes: readonly string[];
}

/** What a run keeps of values at most. */
export interface ValueBounds {
  /** Places of whole values. */
  readonly positions: number;
  /** Cells, counted apart: bytes of unknown formats must not crowd out all else. */
  readonly cells: number;
  readonly valuesOfPosition: number;
  readonly fields: number;
  readonly hashesOfField: number;
  readonly valuesOfMessage: number;
  /** Values of responses that are remembered while the run goes on. */
  readonly issued: number;
}

export const valueBounds: ValueBounds = {
  positions: 5_000,
  cells: 5_000,
  valuesOfPosition: 32,
  fields: 2_000,
  hashesOfField: 32,
  valuesOfMessage: 1_000,
  issued: 50_000,
};

/** What of a run's values was not kept, because a bound was reached. All 0: everything was. */
export interface ValueLimits {
  /** Messages to a position that is not among those kept. */
  readonly positions: number;
  /** Values at positions that had too many different ones. */
  readonly values: number;
  /** Sightings of fields. */
  readonly fields: number;
  /** Values of messages that had too many. */
  readonly inMessages: number;
  /** Messages whose values could not be read at all. */
  readonly unread: number;
}

/** Everything that `--record-values` keeps. */
export interface RecordedValues {
  readonly positions: readonly RecordedPosition[];
  readonly fields: readonly RecordedField[];
}
