/**
 * What one database says of an address. Countries are ISO 3166-1 codes, upper-case (`XK`, Kosovo, beside them): codes that stand for no one
 * country (`EU`, `AP`, `T1` …) are no answer, since a rule that forbids a country in them would take it for another.
 */
export interface CountryAnswer {
  /** Where the address is. Only this decides. */
  readonly country?: string;
  /** Where its network is registered; shown, never decisive: networks are used far from where they are registered. */
  readonly registered?: string;
  /** Whose soil its users count as (bases, embassies); shown. */
  readonly represented?: string;
  /** The database marks it as announced from many places at once. */
  readonly anycast: boolean;
}

/** Who brought a database in. */
export type DatabaseOrigin = 'bundled' | 'installed' | 'ruleset' | 'flag';

/** A database that says in which country an address stands. Several may disagree: see `weigh-answers`. */
export interface CountryDatabase {
  /** For evidence: which database said so. */
  readonly name: string;
  /** Day it was built, `YYYY-MM-DD`, UTC. */
  readonly date: string;
  /** Absolute path; absent in tests only. */
  readonly file?: string;
  readonly origin?: DatabaseOrigin;
  /**
   * Nothing when it has no entry; `damaged` when the entry cannot be read: what it would have said is not known. `address` is an IP literal
   * without brackets. Never throws.
   */
  lookup(address: string): CountryAnswer | 'damaged' | undefined;
}
