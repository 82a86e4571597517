/**
 * Where an address may stand: the set of ISO 3166-1 alpha-2 countries that the databases and overrides leave possible.
 * `unknown` is every country: a rule that asks about the region stays open. Not a claim about who runs the server.
 */
export interface Region {
  readonly candidates: readonly string[] | 'unknown';
  readonly source: RegionSource;
}

export type RegionSource =
  | { readonly kind: 'database'; readonly name: string; readonly date: string }
  | { readonly kind: 'override'; readonly reason: string; readonly place: string }
  | { readonly kind: 'none'; readonly cause: RegionUnknownCause };

/** Why no country is known: the address is private or special, in no database, or the far side of an upstream proxy. */
export type RegionUnknownCause = 'private-address' | 'not-in-database' | 'behind-upstream-proxy' | 'not-dialled';

/** How a region rule judged an address. */
export type RegionVerdict = 'allowed' | 'denied' | 'undetermined';
