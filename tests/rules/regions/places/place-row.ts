/** Which databases and marks a row is judged with. See `places-table.test.ts`. */
export type Setting = 'ships' | 'said' | 'beside' | 'preferred';

/** What a region rule must say: the finding's verdict, and whether it rests on a country that the group covers in part only. */
export type Expected = 'allowed' | 'denied' | 'undetermined' | 'conditional';

/**
 * One address or name: by which rule of the ruleset, with which databases, what must come out, and why that is right. `source` is what anybody can
 * check it by without asking us: an RFC, a registry's allocation, a record that the row's own database is built from, or a line of the ruleset.
 */
export interface PlaceRow {
  /** The address dialled; empty when nothing was. */
  readonly address: string;
  /** Names that led to it, in normal form: CONNECT target, SNI, Host. */
  readonly names?: readonly string[];
  readonly setting: Setting;
  readonly rule: string;
  readonly expected: Expected;
  readonly source: string;
}
