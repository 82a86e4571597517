import type { Direction, Wire } from './connection.js';
import type { FieldLocation } from './field.js';
import type { GapReason } from './gap.js';
import type { RegionVerdict } from './region.js';

export type Level = 'error' | 'warning' | 'note';

/** How sure a match is, from surest to least: the tester planted it; a check digit fits; a pattern fits; only the name says so. */
export type RecognisedAs = 'planted' | 'checksum' | 'pattern' | 'name';

/**
 * Everything a finding can show. Written as one JSON line a violation, keys stable (see `record/violation.schema.json`).
 * `value`, `url`, `path` and `host` are redacted: no raw matched value stands anywhere in it.
 */
export interface Evidence {
  readonly field: string | null;
  readonly recognisedAs: RecognisedAs | null;
  /** Redacted, e.g. `u-7…d0 (12 characters)`. */
  readonly value: string | null;
  /** Keyed hash (HMAC-SHA-256, first 16 bytes, hex), so that equal values can be told from others without knowing them. */
  readonly valueHash: string | null;
  readonly location: FieldLocation | null;
  readonly path: string | null;
  /** Outermost first: those of the field, then those of the value in it (`u32le`, `sha256`), and what a matcher says of it. */
  readonly transforms: readonly string[];
  readonly byteRange: readonly [number, number] | null;
  readonly direction: Direction | null;
  readonly wire: Wire | null;
  /** Weaker leg's protocol version, e.g. `TLSv1.2`; null in cleartext. */
  readonly tls: string | null;
  readonly method: string | null;
  /** Redacted: path templated, query names without values. */
  readonly url: string | null;
  readonly status: number | null;
  readonly host: string | null;
  readonly sni: string | null;
  readonly connectTarget: string | null;
  readonly serverAddress: string | null;
  readonly serverPort: number | null;
  readonly countryIsoCode: string | null;
  /** Set where the rule asks about the region. */
  readonly regionVerdict: RegionVerdict | null;
  /** Where the country comes from: database with its date, the override's place, or why it is unknown. */
  readonly regionSource: string | null;
  readonly asn: number | null;
  /** Who the autonomous system is registered to. */
  readonly asnOrganisation: string | null;
  /** Who runs the server, by the ruleset's operators. Set where the rule asks about it. */
  readonly operator: string | null;
  readonly client: string | null;
  readonly clientPort: number | null;
  readonly transport: 'tcp' | 'udp';
  /** What was spoken, e.g. `http/1.1`, `h2`, `websocket`, `grpc`, `mqtt`, `dns`, `quic`; null when unknown. */
  readonly protocol: string | null;
  /** The kind of fault that the tester injected into this connection. */
  readonly injectedFault: string | null;
  readonly step: string | null;
  /** RFC 3339, UTC. */
  readonly startedDateTime: string;
  readonly connectionId: string;
  readonly exchangeId: string | null;
  readonly messageId: string | null;
}

export interface SuppressionUse {
  readonly kind: 'suppression' | 'baseline' | 'blind-spot';
  readonly reason: string;
  readonly until: string;
  /** `file:line` of the exception. */
  readonly place: string;
}

/**
 * What a rule says of a message or connection. `fail`: shown to people as a violation. `open`: a fact the rule needs is
 * unknown; `openBecause` says which and what would settle it. (`pass` is never stored: it is counted.)
 */
export interface Finding {
  readonly ruleId: string;
  readonly kind: 'fail' | 'open' | 'pass';
  /** The rule's level, or `warning` when the match was less sure than the rule's `failFrom`. */
  readonly level: Level;
  /** One English sentence, redacted. */
  readonly message: string;
  readonly evidence: Evidence;
  readonly openBecause?: OpenReason;
  readonly partialFingerprints: { readonly 'plainsight/v1': string };
  readonly suppression?: SuppressionUse;
}

/** Which fact was missing, and what would settle it (for people). */
export interface OpenReason {
  readonly gap: GapReason;
  readonly detail: string;
  readonly settle: string;
}
