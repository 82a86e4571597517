import type { Direction, RecordedField, Wire } from '../../model/index.js';
import { type Changes, changesBetween, setDifference } from './changes.js';
import type { ComparedRun } from './compared-run.js';
import { registrableDomain } from './registrable-domain.js';

/** A field of the ruleset on its way to, or from, the servers of one domain in one country and autonomous system. */
export interface FieldFlow {
  readonly field: string;
  readonly domain: string;
  readonly countryIsoCode: string | null;
  readonly asn: number | null;
  readonly direction: Direction;
  readonly wire: Wire;
  readonly hosts: readonly string[];
  /** `body $['user']['id']` … */
  readonly places: readonly string[];
  readonly recognisedAs: readonly string[];
  readonly count: number;
  /** Keyed hashes of different values, as far as kept. */
  readonly hashes: readonly string[];
}

/** `everything`: both runs recorded values, so that these are all fields that were seen; `findings`: only those that findings speak of. */
export type FieldSource = 'everything' | 'findings';

export interface ComparedFields extends Changes<FieldFlow> {
  readonly source: FieldSource;
}

/** Values are compared only where `sameKey`: hashes under different keys differ whatever they are of. */
export function compareFields(before: ComparedRun, after: ComparedRun, sameKey: boolean): ComparedFields {
  const source: FieldSource = before.values !== undefined && after.values !== undefined ? 'everything' : 'findings';
  const changes = changesBetween(flowsOf(before, source), flowsOf(after, source), (then, now) => [
    ...setDifference('hosts', then.hosts, now.hosts),
    ...setDifference('places', then.places, now.places),
    ...setDifference('recognised', then.recognisedAs, now.recognisedAs),
    ...(sameKey && otherValues(then, now) ? ['other values'] : []),
  ]);
  return { ...changes, source };
}

function otherValues({ hashes }: FieldFlow, now: FieldFlow): boolean {
  return hashes.length > 0 && now.hashes.length > 0 && !hashes.some((hash) => now.hashes.includes(hash));
}

function flowsOf({ values, record }: ComparedRun, source: FieldSource): ReadonlyMap<string, FieldFlow> {
  const seen = source === 'everything' ? (values?.fields ?? []) : record.findings.flatMap(fromFinding);
  const flows = new Map<string, RecordedField[]>();
  for (const field of seen) {
    const { host, countryIsoCode, asn, direction, wire } = field;
    const key = JSON.stringify([field.field, registrableDomain(host), countryIsoCode, asn, direction, wire]);
    const flow = flows.get(key);
    if (flow === undefined) flows.set(key, [field]);
    else flow.push(field);
  }
  return new Map([...flows].map(([key, group]) => [key, summed(group)]));
}

function summed(group: readonly RecordedField[]): FieldFlow {
  const first = group[0]!;
  const names = (of: (field: RecordedField) => string): string[] => [...new Set(group.map(of))].sort();
  return {
    field: first.field,
    domain: registrableDomain(first.host),
    countryIsoCode: first.countryIsoCode,
    asn: first.asn,
    direction: first.direction,
    wire: first.wire,
    hosts: names(({ host }) => host),
    places: names(({ location, at }) => `${location} ${at}`),
    recognisedAs: names(({ recognisedAs }) => recognisedAs),
    count: group.reduce((sum, { count }) => sum + count, 0),
    hashes: [...new Set(group.flatMap(({ hashes }) => hashes))],
  };
}

function fromFinding({ finding, count }: ComparedRun['record']['findings'][number]): readonly RecordedField[] {
  const { field, recognisedAs, host, countryIsoCode, asn, direction, wire, location, path, valueHash } = finding.evidence;
  if (field === null || recognisedAs === null || direction === null || wire === null || location === null) return [];
  return [
    {
      field,
      recognisedAs,
      host: host ?? 'unknown',
      countryIsoCode,
      asn,
      direction,
      wire,
      location,
      at: path ?? '$',
      count,
      hashes: valueHash === null ? [] : [valueHash],
    },
  ];
}
