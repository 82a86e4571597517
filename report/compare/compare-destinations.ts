import type { Destination } from '../../model/index.js';
import { type Changes, changesBetween, setDifference } from './changes.js';
import { registrableDomain } from './registrable-domain.js';

/** Servers of one registrable domain in one country and autonomous system: the addresses of one name come and go, and say nothing. */
export interface DestinationGroup {
  readonly domain: string;
  /** False where nothing was dialled, or nothing answered. */
  readonly reached: boolean;
  readonly countryIsoCode: string | null;
  readonly asn: number | null;
  readonly asnOrganisation: string | null;
  readonly hosts: readonly string[];
  /** The first few, and how many there were. */
  readonly addresses: readonly string[];
  readonly addressCount: number;
  readonly wires: readonly string[];
  readonly transports: readonly string[];
  readonly interceptions: readonly string[];
  readonly connections: number;
  readonly exchanges: number;
  readonly bytesFromClient: number;
  readonly bytesFromServer: number;
}

const shownAddresses = 5;

export function groupDestinations(destinations: readonly Destination[]): ReadonlyMap<string, DestinationGroup> {
  const groups = new Map<string, Destination[]>();
  for (const destination of destinations) {
    const { host, countryIsoCode, asn, serverAddress } = destination;
    const key = JSON.stringify([registrableDomain(host), serverAddress !== null, countryIsoCode, asn]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [destination]);
    else group.push(destination);
  }
  return new Map([...groups].map(([key, group]) => [key, summed(group)]));
}

function summed(group: readonly Destination[]): DestinationGroup {
  const [first] = group;
  const sum = (of: (destination: Destination) => number): number => group.reduce((total, each) => total + of(each), 0);
  const names = (of: (destination: Destination) => string | null | undefined): string[] =>
    [...new Set(group.map(of).filter((name) => name !== null && name !== undefined))].sort();
  const addresses = names(({ serverAddress }) => serverAddress);
  return {
    domain: registrableDomain(first?.host ?? ''),
    reached: first?.serverAddress !== null,
    countryIsoCode: first?.countryIsoCode ?? null,
    asn: first?.asn ?? null,
    asnOrganisation: group.find(({ asnOrganisation }) => asnOrganisation !== undefined)?.asnOrganisation ?? null,
    hosts: names(({ host }) => host),
    addresses: addresses.slice(0, shownAddresses),
    addressCount: addresses.length,
    wires: names(({ wire }) => wire),
    transports: names(({ transport }) => transport),
    interceptions: names(({ interception }) => interception),
    connections: sum(({ connections }) => connections),
    exchanges: sum(({ exchanges }) => exchanges),
    bytesFromClient: sum(({ bytesFromClient }) => bytesFromClient),
    bytesFromServer: sum(({ bytesFromServer }) => bytesFromServer),
  };
}

/** How many connections there were, and how much went over them, is no difference: it is never the same twice. */
export function compareDestinations(before: readonly Destination[], after: readonly Destination[]): Changes<DestinationGroup> {
  return changesBetween(groupDestinations(before), groupDestinations(after), (then, now) => [
    ...setDifference('hosts', then.hosts, now.hosts),
    ...setDifference('wire', then.wires, now.wires),
    ...setDifference('transport', then.transports, now.transports),
    ...setDifference('became', then.interceptions, now.interceptions),
  ]);
}
