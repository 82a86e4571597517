import type { Matcher } from '../matchers/matcher.js';

/** Built-in region group, as much of it as loading and listing need. `partial` countries are in the group for a part of their cases only. */
export interface BuiltInGroup {
  readonly countries: readonly string[];
  readonly partial: readonly string[];
  /** `YYYY-MM-DD`: the day the membership was checked. */
  readonly asOf: string;
  readonly description?: string;
  readonly source?: string;
  /** `YYYY-MM-DD`: from then on, check it again. */
  readonly expires?: string;
}

/** An operator that ships with us, as much of it as loading needs. */
export interface BuiltInOperator {
  readonly domains: readonly string[];
  readonly asns: readonly (readonly [asn: number, organisation: string])[];
}

/** What reading protobuf schemas came to: the full names of their messages, or what is wrong, in words; `file` as it was named. */
export type SchemaCheck =
  | { readonly kind: 'read'; readonly messageNames: readonly string[] }
  | { readonly kind: 'failed'; readonly failures: readonly { readonly file?: string; readonly message: string }[] };

/** All that loading takes from outside, so that it can be tested without files, environment or clock. */
export interface LoadContext {
  readonly matchers: ReadonlyMap<string, Matcher>;
  readonly groups: ReadonlyMap<string, BuiltInGroup>;
  /** By name. Default: none. */
  readonly operators?: ReadonlyMap<string, BuiltInOperator>;
  /** Names that stand for several of them. Default: none. */
  readonly operatorGroups?: ReadonlyMap<string, readonly string[]>;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly countryCodes: ReadonlySet<string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a whole file as UTF-8. Throws an `Error` whose message says why it could not. */
  readFile(path: string): string;
  /** Reads a whole file as bytes; throws likewise. */
  readBytes?(path: string): Uint8Array;
  /** Reads protobuf schemas: rules decode nothing, so whoever puts the rooms together brings it. Default: a ruleset with `protobuf` does not load. */
  checkSchemas?(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): SchemaCheck;
  /** What the build wrote down of a packaged ruleset, see `packTree`. Default: nothing, and the file itself is read. */
  readBuiltTree?(path: string): string | undefined;
  /** Name of each packaged ruleset (`baseline` for `plainsight:baseline`) to its file. */
  readonly packs: ReadonlyMap<string, string>;
  /** Epoch milliseconds: decides what has expired. */
  readonly now: number;
}
