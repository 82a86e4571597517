import { type Changes, changesBetween, setDifference } from './changes.js';
import { groupDestinations } from './compare-destinations.js';
import type { ComparedRun } from './compared-run.js';
import { registrableDomain } from './registrable-domain.js';

/** Who ran servers that were spoken to. */
export interface OperatorContact {
  /** `operator`: one that rules asked for, or that ships with us; `autonomous-system`: who announces the address. */
  readonly kind: 'operator' | 'autonomous-system';
  readonly name: string;
  readonly countries: readonly string[];
  readonly domains: readonly string[];
}

export function operatorsOf({ destinations, record }: ComparedRun): ReadonlyMap<string, OperatorContact> {
  const contacts = new Map<string, { kind: OperatorContact['kind']; name: string; countries: Set<string>; domains: Set<string> }>();
  const add = (kind: OperatorContact['kind'], name: string, country: string | null, domain: string | null): void => {
    const key = `${kind} ${name}`;
    const contact = contacts.get(key) ?? { kind, name, countries: new Set<string>(), domains: new Set<string>() };
    contacts.set(key, contact);
    if (country !== null) contact.countries.add(country);
    if (domain !== null) contact.domains.add(domain);
  };
  for (const { finding } of record.findings) {
    const { operator, countryIsoCode, host } = finding.evidence;
    for (const name of operator === null ? [] : operator.split(', '))
      add('operator', name, countryIsoCode, host === null ? null : registrableDomain(host));
  }
  for (const { host, countryIsoCode, operators = [] } of destinations) {
    for (const name of operators) add('operator', name, countryIsoCode, registrableDomain(host));
  }
  for (const { asn, asnOrganisation, countryIsoCode, domain } of groupDestinations(destinations).values()) {
    if (asn !== null)
      add('autonomous-system', asnOrganisation === null ? `AS${asn}` : `AS${asn} (${asnOrganisation})`, countryIsoCode, domain);
  }
  return new Map(
    [...contacts].map(([key, { kind, name, countries, domains }]) => [
      key,
      { kind, name, countries: [...countries].sort(), domains: [...domains].sort() },
    ]),
  );
}

export function compareOperators(before: ComparedRun, after: ComparedRun): Changes<OperatorContact> {
  return changesBetween(operatorsOf(before), operatorsOf(after), (then, now) => [
    ...setDifference('countries', then.countries, now.countries),
    ...setDifference('domains', then.domains, now.domains),
  ]);
}
