/** A database that says in which country an address stands. Several may disagree: see `create-locator`. */
export interface CountryDatabase {
  /** For evidence: which database said so. */
  readonly name: string;
  /** Day it was built, `YYYY-MM-DD`, UTC. */
  readonly date: string;
  /** ISO country, upper-case, or `undefined` when it has no entry. `address` is an IP literal without brackets. Never throws. */
  lookup(address: string): string | undefined;
}
