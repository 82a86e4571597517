import type { Direction, Level, RecognisedAs } from '../model/index.js';

/** A position in a ruleset file, 1-based. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `X`, `[X, Y]` and `{in: …}` are `in`; `{notIn: …}` is `notIn`. Members as written. */
export interface SetExpression {
  readonly mode: 'in' | 'notIn';
  readonly members: readonly string[];
}

export type FieldKind = 'email' | 'phone' | 'uuid' | 'mac' | 'imei' | 'location' | 'name' | 'date' | 'integer' | 'token' | 'text';

/** A matcher with its options, e.g. `random-bytes: { bits: 128 }`. A bare name has no options. */
export interface MatcherUse {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly place: Place;
}

/** Where in a response a value stands: a JSONPath (RFC 9535) into its body, a header, or a cookie that it sets. */
export type LearnPlace =
  | { readonly kind: 'body'; readonly path: string }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'cookie'; readonly name: string };

/** One entry of `learn`: responses that a field's values are taken from while the run goes on. Kept in memory, never written. */
export interface LearnSource {
  readonly place: Place;
  readonly host: SetExpression;
  readonly path: SetExpression;
  /** `2xx`, `302` …; default: 2xx. */
  readonly status?: SetExpression;
  readonly at: LearnPlace;
}

/** One entry of `fields`. `values`, `names`, `patterns`, `matchers`, `learn` add up; `under` narrows all of them. */
export interface FieldDefinition {
  readonly name: string;
  readonly place: Place;
  /** Planted values, environment variables expanded. */
  readonly values: readonly { readonly text: string; readonly place: Place }[];
  /** True when a `${env:X?}` dropped a value. */
  readonly valuesDropped: boolean;
  readonly names: readonly string[];
  readonly patterns: readonly { readonly source: string; readonly place: Place }[];
  readonly matchers: readonly MatcherUse[];
  /** Absent: no values are taken from responses. */
  readonly learn?: readonly LearnSource[];
  /** Names, or JSONPaths (they start with `$`). */
  readonly under: readonly string[];
  readonly as?: FieldKind;
  readonly salts: readonly string[];
  readonly hmacKeys: readonly string[];
}

export interface ExchangeCondition {
  readonly method?: SetExpression;
  readonly host?: SetExpression;
  readonly path?: SetExpression;
  /** `2xx`, `200`, … */
  readonly status?: SetExpression;
}

/** Where a rule applies: all of. Steps are names; `after` may be an exchange that succeeded. */
export interface When {
  readonly direction?: Direction;
  readonly host?: SetExpression;
  readonly path?: SetExpression;
  readonly method?: SetExpression;
  readonly location?: SetExpression;
  /** Addresses or CIDRs of the device. */
  readonly client?: SetExpression;
  readonly during?: readonly string[];
  readonly before?: readonly string[];
  readonly after?: readonly ({ readonly step: string } | { readonly exchange: ExchangeCondition })[];
}

/** One map under `never`: all of its keys. `anywhere` forbids the field outright. */
export interface Forbidden {
  readonly anywhere?: true;
  readonly wire?: 'cleartext';
  readonly readable?: true;
  readonly region?: SetExpression;
  /** Names of `operators`. */
  readonly operator?: SetExpression;
  readonly host?: SetExpression;
  readonly location?: SetExpression;
  /** The names of the server must not disagree: target, SNI, Host and certificate; or those asked for with those that the address itself has. */
  readonly names?: 'disagree' | 'disagree-with-ptr';
  /** Protocol version such as `TLSv1.2`: the weaker leg must not be below it. */
  readonly tlsBelow?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
}

/** An example of a rule: a message in short form that must (`violates`) or must not (`complies`) be found. See `rules/packs/README.md`. */
export interface RuleExample {
  readonly expect: 'violates' | 'complies';
  readonly place: Place;
  readonly description?: string;
  /** `METHOD URL`; `http:` is cleartext, `https:` TLS. */
  readonly request: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** When given, the example's message is the response; `headers` and `body` are its. */
  readonly status?: number;
  /** Country of the server, upper case; `?` for unknown. */
  readonly region?: string;
  readonly step?: string;
}

export interface RuleDefinition {
  /** With its pack's name in front: `baseline/token-in-url`. */
  readonly id: string;
  readonly place: Place;
  /** Of the user's own ruleset, not of a pack. */
  readonly own: boolean;
  readonly description: string;
  /** `off` after `levels`. */
  readonly level: Level | 'off';
  readonly failFrom: RecognisedAs;
  /** Names of `fields` entries or of matchers; empty: the rule speaks of every connection. */
  readonly fields: readonly string[];
  readonly when: When;
  /** Any of. Never empty. */
  readonly never: readonly Forbidden[];
  readonly examples: readonly RuleExample[];
}

export interface RegionOverride {
  readonly cidr?: string;
  readonly host?: string;
  /** ISO country, upper case. */
  readonly region: string;
  readonly reason: string;
  readonly place: Place;
}

/** What `regions` says beside groups and overrides, files merged. */
export interface PlaceSettings {
  /** `file` as written, `path` absolute. */
  readonly databases: readonly { readonly file: string; readonly path: string; readonly place: Place }[];
  /** Names of databases or of their files; the first that knows an address decides alone. */
  readonly precedence: readonly { readonly name: string; readonly place: Place }[];
  /** Networks in one spelling, as `canonicalCidr` gives it. */
  readonly anycast: readonly { readonly cidr: string; readonly place: Place }[];
}

/** Who runs servers: one entry of `operators`. At least one of the two lists has an entry. */
export interface OperatorDefinition {
  readonly name: string;
  readonly place: Place;
  /** In normal form; each counts with everything below it. */
  readonly domains: readonly string[];
  /** Numbers of autonomous systems. */
  readonly asns: readonly number[];
}

/** Which hosts and devices a run is about: both, where both are given. What is outside is relayed and counted, and judged by no rule. */
export interface Scope {
  readonly place: Place;
  /** Host patterns, lists resolved; absent: all hosts. */
  readonly hosts?: readonly string[];
  /** Addresses or CIDRs of devices; absent: all. */
  readonly clients?: readonly string[];
}

/** Messages of protobuf whose types no method and no content type tells: all of what is given. At least one of the types is. */
export interface ProtobufMessage {
  readonly place: Place;
  readonly host?: SetExpression;
  readonly path?: SetExpression;
  /** Full names of messages: of what the device sends, and of what it is sent. */
  readonly request?: string;
  readonly response?: string;
}

/** One entry of `protobuf`: schemas that belong together, files read and found right. */
export interface ProtobufSchemas {
  readonly place: Place;
  /** `name` as written. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly messages: readonly ProtobufMessage[];
}

/** A client certificate to show to origins that ask for one, files read. `chain` and `key` are PEM texts: the key is a secret. */
export interface ClientCertificate {
  /** A host pattern, never the name of a list. */
  readonly host: string;
  readonly chain: string;
  readonly key: string;
  readonly passphrase?: string;
  readonly place: Place;
}

export interface Expectation {
  readonly id: string;
  readonly place: Place;
  readonly host?: SetExpression;
  readonly path?: SetExpression;
  readonly method?: SetExpression;
  /** Field that must have been seen. */
  readonly field?: string;
  /** `2xx`, `404` …; default: below 400. */
  readonly status?: SetExpression;
  readonly min: number;
}

export interface BlindSpot {
  readonly host: string;
  /** Interceptions or gap reasons it covers; empty: all. */
  readonly gaps: readonly string[];
  readonly reason: string;
  /** Last valid day, `YYYY-MM-DD`, UTC. */
  readonly until: string;
  readonly place: Place;
}

export interface Suppression {
  readonly rule: string;
  readonly reason: string;
  readonly until: string;
  readonly place: Place;
  readonly field?: string;
  readonly host?: string;
  /** URL path, globs allowed. */
  readonly path?: string;
  /** Field path (RFC 9535), globs allowed. */
  readonly at?: string;
  readonly step?: string;
  readonly fingerprint?: string;
  /** Written by `plainsight baseline`. */
  readonly baseline: boolean;
}

/** A ruleset with its `extends` merged in, variables expanded and names checked. What `rules/load` returns and `rules/compile` takes. */
export interface Ruleset {
  readonly files: readonly string[];
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  readonly fields: ReadonlyMap<string, FieldDefinition>;
  readonly rules: readonly RuleDefinition[];
  /** Group name to ISO countries. Built-in groups are not in here unless redefined. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly overrides: readonly RegionOverride[];
  /** Absent: nothing beside what ships with us. */
  readonly places?: PlaceSettings;
  /** Those that the ruleset declares, and those that ship with us and its rules name. */
  readonly operators: ReadonlyMap<string, OperatorDefinition>;
  /** Groups of operators that ship with us, as far as rules name them: each stands for all its members. */
  readonly operatorGroups?: ReadonlyMap<string, readonly string[]>;
  /** Absent: the run is about everything. */
  readonly scope?: Scope;
  /** Those of the outer file first. Absent: none. */
  readonly protobuf?: readonly ProtobufSchemas[];
  readonly expectations: readonly Expectation[];
  readonly blindSpots: readonly BlindSpot[];
  readonly suppressions: readonly Suppression[];
  /** Host patterns. */
  readonly passthrough: readonly string[];
  readonly insecureOrigins: readonly string[];
  /** Host patterns of origins that may be spoken to in TLS 1.0 and 1.1. */
  readonly legacyTls: readonly string[];
  /** The most specific first: the first whose host matches is the one to show. */
  readonly clientCertificates: readonly ClientCertificate[];
  readonly levelChanges: readonly { readonly ruleId: string; readonly from: string; readonly to: string; readonly place: Place }[];
  /** Things worth saying that are not errors (an exception that expires soon, say). */
  readonly warnings: readonly { readonly message: string; readonly place: Place }[];
}
