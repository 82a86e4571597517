import ipaddr from 'ipaddr.js';
import type { Region } from '../../model/index.js';
import type { RegionOverride } from '../ruleset.js';
import { classifyAddress } from './classify-address.js';
import type { CountryDatabase } from './country-database.js';

export interface LocatorOptions {
  readonly databases: readonly CountryDatabase[];
  readonly overrides: readonly RegionOverride[];
  /** Whether a host pattern of the ruleset matches any of a connection's names. */
  matchesHost(pattern: string, hosts: readonly string[]): boolean;
}

/** Where an address stands, given the names that led to it. Never throws. */
export type Locator = (address: string, hosts: readonly string[]) => Region;

const MOST_CACHED = 4_096;

interface Block {
  readonly network: ipaddr.IPv4 | ipaddr.IPv6;
  readonly bits: number;
  readonly override: RegionOverride;
}

function toRegion({ region, reason, place }: RegionOverride): Region {
  return { candidates: [region], source: { kind: 'override', reason, place: `${place.file}:${place.line}` } };
}

/** `10.0.0.0/8`, or one address. A CIDR that is none was refused at load; here it matches nothing. */
function toBlock(override: RegionOverride): readonly Block[] {
  const { cidr } = override;
  if (cidr === undefined) return [];
  if (ipaddr.isValidCIDR(cidr)) {
    const [network, bits] = ipaddr.parseCIDR(cidr);
    return [{ network, bits, override }];
  }
  if (!ipaddr.isValid(cidr)) return [];
  const network = ipaddr.parse(cidr);
  return [{ network, bits: network.kind() === 'ipv4' ? 32 : 128, override }];
}

function contains({ network, bits }: Block, address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return network.kind() === address.kind() && address.match(network, bits);
}

/** An exact name is more specific than a wildcard, a longer wildcard more than a shorter one. */
function bySpecificity(a: RegionOverride, b: RegionOverride): number {
  const weight = (host = ''): number => (host.startsWith('*.') ? host.length : host.length + 1_000);
  return weight(b.host) - weight(a.host);
}

function locateInDatabases(address: string, databases: readonly CountryDatabase[]): Region {
  const answers = databases.flatMap((database) => {
    const country = database.lookup(address);
    return country === undefined ? [] : [{ country, database }];
  });
  if (answers.length === 0) return { candidates: 'unknown', source: { kind: 'none', cause: 'not-in-database' } };
  return {
    candidates: [...new Set(answers.map(({ country }) => country))].sort(),
    source: {
      kind: 'database',
      name: answers.map(({ database }) => database.name).join(' + '),
      // The oldest: the union is no fresher than that.
      date: answers.map(({ database }) => database.date).sort()[0] ?? '',
    },
  };
}

/**
 * Makes the function that says where an address stands: overrides first (the narrowest `cidr`, then the most specific `host`),
 * then, for public addresses, what the databases say. Where they disagree, every country that one of them names stays possible.
 * A wrapped IPv4 address (mapped, NAT64) is looked up as IPv4. Remembers the last 4,096 addresses.
 */
export function createLocator({ databases, overrides, matchesHost }: LocatorOptions): Locator {
  const blocks = overrides.flatMap(toBlock).sort((a, b) => b.bits - a.bits);
  const byHost = overrides.filter(({ cidr, host }) => cidr === undefined && host !== undefined).sort(bySpecificity);
  const cache = new Map<string, { readonly region: Region; readonly final: boolean }>();

  function compute(address: string): { readonly region: Region; readonly final: boolean } {
    const classified = classifyAddress(address);
    if (classified.kind === 'not-an-address')
      return { region: { candidates: 'unknown', source: { kind: 'none', cause: 'not-dialled' } }, final: false };
    const parsed = ipaddr.parse(classified.address);
    const block = blocks.find((candidate) => contains(candidate, parsed));
    if (block !== undefined) return { region: toRegion(block.override), final: true };
    if (classified.kind === 'special')
      return { region: { candidates: 'unknown', source: { kind: 'none', cause: 'private-address' } }, final: false };
    return { region: locateInDatabases(classified.address, databases), final: false };
  }

  function byAddress(address: string): { readonly region: Region; readonly final: boolean } {
    const known = cache.get(address);
    if (known !== undefined) {
      // Re-inserted, so that the first key is always the one unused for longest.
      cache.delete(address);
      cache.set(address, known);
      return known;
    }
    const located = compute(address);
    cache.set(address, located);
    if (cache.size > MOST_CACHED) cache.delete(cache.keys().next().value ?? address);
    return located;
  }

  return (address, hosts) => {
    const { region, final } = byAddress(address);
    if (final) return region;
    const override = byHost.find(({ host }) => host !== undefined && matchesHost(host, hosts));
    return override === undefined ? region : toRegion(override);
  };
}
