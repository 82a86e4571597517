/** What a company of an entry is there for; each kind is a group that rules may name. */
export type OperatorKind =
  | 'voice-services'
  | 'clouds'
  | 'delivery-networks'
  | 'platforms'
  | 'social-networks'
  | 'ad-networks'
  | 'attribution'
  | 'analytics'
  | 'crash-reporting'
  | 'push-services';

/** Who runs servers: a company that ships with us. Not what it may do with data, and not where its servers stand. */
export interface OperatorEntry {
  /** As rules name it: lower-case letters, digits and `-`. */
  readonly name: string;
  readonly title: string;
  readonly kind: OperatorKind;
  /** In normal form; each counts with everything below it. */
  readonly domains: readonly string[];
  /** Autonomous systems, with what the organisation they are registered to is called in the table that ships with us, or how that begins. */
  readonly asns: readonly (readonly [asn: number, organisation: string])[];
  /** What the domains rest on: a page of the company's that names them, or that they bear its name. */
  readonly source: string;
  /** `YYYY-MM-DD`: the day the entry was put together. */
  readonly asOf: string;
}

/** Domains that bear the name of the company, its product or a company it took over: nobody's page was read for them. */
export const ownName = 'domains under its own names';

/** The same, where a register that others keep says of `count` of them that they are the company's. */
export const ownNameAnd = (count: number): string => `${ownName}, ${count} of them its by the Ghostery Tracker Database 1.0.945`;

type Written = readonly [
  name: string,
  title: string,
  domains: string,
  source: string,
  ...asns: readonly (readonly [asn: number, organisation: string])[],
];

/** Entries of one kind, written a row each; `domains` apart by spaces. */
export function entriesOf(kind: OperatorKind, asOf: string, rows: readonly Written[]): readonly OperatorEntry[] {
  return rows.map(([name, title, domains, source, ...asns]) => ({
    name,
    title,
    kind,
    domains: domains === '' ? [] : domains.split(' '),
    asns,
    source,
    asOf,
  }));
}
