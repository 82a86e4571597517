import type { ChainUnknownCause, CnameLink, Direction, Wire } from './connection.js';
import type { FieldLocation } from './field.js';
import type { GapReason } from './gap.js';
import type { RegionVerdict } from './region.js';
import type { TrustEvidence } from './trust.js';

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
  /** Of a value that the ruleset had learnt in this run: the host that issued it. Absent in older findings. */
  readonly issuedBy?: string | null;
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
  /** The same one by one, with what each is known by: a name of the server, an alias on the way to it, or its autonomous system. Absent in older findings. */
  readonly operatorMatches?: readonly { readonly operator: string; readonly by: 'domain' | 'cname' | 'asn'; readonly name: string }[];
  /** How the dialled name became the address; null where an address was asked for, and where nobody knows. Absent in older findings. */
  readonly nameResolution?: NameEvidence | null;
  /** Names of the server that disagree: `Host b.example against SNI a.example`. Absent in older findings. */
  readonly nameDisagreement?: string | null;
  readonly client: string | null;
  readonly clientPort: number | null;
  readonly transport: 'tcp' | 'udp';
  /** What was spoken, e.g. `http/1.1`, `h2`, `websocket`, `grpc`, `mqtt`, `dns`, `quic`; null when unknown. */
  readonly protocol: string | null;
  /** The kind of fault that the tester injected into this connection. */
  readonly injectedFault: string | null;
  /** The last fault that was injected to the same device, in the minute before this connection began (RFC 3339, UTC). Absent in older findings. */
  readonly earlierFault?: { readonly host: string; readonly fault: string; readonly dateTime: string } | null;
  readonly step: string | null;
  /** RFC 3339, UTC. */
  readonly startedDateTime: string;
  readonly connectionId: string;
  readonly exchangeId: string | null;
  readonly messageId: string | null;
  /** In findings of a trust run only: the wrong certificate that was offered, and what was sent under it. */
  readonly trust?: TrustEvidence;
}

/** A `NameResolution` as evidence: names redacted as others; `ttl` is that of the dialled address, in seconds. */
export interface NameEvidence {
  readonly source: 'dns' | 'system';
  readonly resolver: string | null;
  readonly chain: readonly CnameLink[];
  readonly ttl: number | null;
  readonly chainUnknown: ChainUnknownCause | null;
  /** The names that the address has by PTR. Absent in older findings, null where nobody said. */
  readonly pointers?: readonly string[] | null;
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

/**
 * The fact that a rule needed and nobody knows.
 * - `unreadable`: what was in a message or connection, because of a gap
 * - `region-unknown`: the country of the address; `conditional-scope`: it is known, and the group covers it in part only
 * - `operator-unknown`: who runs the server
 * - `names-unknown`: every name of the server
 * - `request-unknown`: path and method of the request that something belongs to
 * - `time-unknown`: in which step it was sent
 * - `direction-unknown`: who sent it
 * - `tls-version-unknown`: the version of one of the TLS legs
 * - `reaction-unknown`: whether the device would have sent data under the certificate that it was offered
 */
export type MissingFact =
  | 'unreadable'
  | 'region-unknown'
  | 'conditional-scope'
  | 'operator-unknown'
  | 'names-unknown'
  | 'request-unknown'
  | 'time-unknown'
  | 'direction-unknown'
  | 'tls-version-unknown'
  | 'reaction-unknown';

/** Why a finding is open: which fact was missing, and what would settle it (`detail` and `settledBy` for people). */
export interface OpenReason {
  readonly missing: MissingFact;
  /** For `unreadable` why nobody could look; for the others the reason under which blind spots know it. */
  readonly gap: GapReason;
  readonly detail: string;
  readonly settledBy: string;
  /** Further facts that are missing: settling the first alone would leave it open. */
  readonly alsoMissing?: readonly MissingFact[];
}
