/**
 * Where an address may stand: the set of ISO 3166-1 alpha-2 countries that the databases and overrides leave possible.
 * `unknown` is every country: a rule that asks about the region stays open. Not a claim about who runs the server.
 */
export interface Region {
  readonly candidates: readonly string[] | 'unknown';
  readonly source: RegionSource;
}

export type RegionSource =
  /** `name` has all that were heard, joined; `date` is that of the oldest. `detail`: what each said, where that is more than one country alone. */
  | { readonly kind: 'database'; readonly name: string; readonly date: string; readonly detail?: string }
  | { readonly kind: 'override'; readonly reason: string; readonly place: string }
  /** `detail`: which range, which mark with its place or source, which database. */
  | { readonly kind: 'none'; readonly cause: RegionUnknownCause; readonly detail?: string };

/**
 * Why no country is known: the address is private; set aside for something else (documentation, tunnels …); announced from many places at once;
 * in no database; in one whose entry cannot be read; or the far side of an upstream proxy.
 */
export type RegionUnknownCause =
  | 'private-address'
  | 'special-address'
  | 'anycast'
  | 'not-in-database'
  | 'database-damaged'
  | 'behind-upstream-proxy'
  | 'not-dialled';

/** How a region rule judged an address. */
export type RegionVerdict = 'allowed' | 'denied' | 'undetermined';
