import type { Region } from '../../model/index.js';
import type { Place, RegionOverride } from '../ruleset.js';
import { type AnycastMark, anycastMarks } from './anycast-marks.js';
import { type AddressClass, classifyAddress } from './classify-address.js';
import type { CountryDatabase } from './country-database.js';
import { type AddressWords, addressWords, createNetworkTable, type NetworkTable } from './network-table.js';
import { parseAddress } from './parse-address.js';
import { type HeardDatabase, weighAnswers } from './weigh-answers.js';

/** A network that the ruleset says is anycast. `cidr` as `canonicalCidr` gives it. */
export interface DeclaredAnycast {
  readonly cidr: string;
  readonly place: Place;
}

export interface PlaceSources {
  readonly databases: readonly CountryDatabase[];
  /** Of the databases, those that go before the others, in order. Default: none. */
  readonly precedence?: readonly CountryDatabase[];
  readonly overrides: readonly RegionOverride[];
  /** Beside the marks that ship with us. */
  readonly anycast?: readonly DeclaredAnycast[];
  /** Whether a host pattern of the ruleset matches any of a connection's names. */
  matchesHost(pattern: string, hosts: readonly string[]): boolean;
}

/** A mark that holds the address: of the ruleset or one that ships with us. */
export type FoundAnycast =
  | { readonly kind: 'ruleset'; readonly cidr: string; readonly place: Place }
  | ({ readonly kind: 'built-in'; readonly cidr: string } & AnycastMark);

/** Every step from an address to the countries it may stand in, in order. Later steps are shown even where an earlier one decided. */
export interface PlaceExplanation {
  readonly classified: AddressClass;
  /** Overrides that hold the address or one of the names, in the order in which they win. The first decides. */
  readonly overrides: readonly RegionOverride[];
  readonly anycast?: FoundAnycast;
  /** Every database that was asked; none for addresses that no database could know. */
  readonly databases: readonly HeardDatabase[];
  readonly region: Region;
}

/** What is known by the address alone: an override by `host` may still win unless one by `cidr` has. */
export interface AddressPlace {
  readonly region: Region;
  readonly final: boolean;
}

/** Places addresses: by themselves, then with the names that led to them. */
export interface PlaceFinder {
  byAddress(address: string): AddressPlace;
  /**
   * The region of overrides by `host`, or nothing. Of each name the most specific one counts; names that are overridden differently leave every
   * country possible that one of them has.
   */
  byHosts(hosts: readonly string[]): Region | undefined;
  explain(address: string, hosts: readonly string[]): PlaceExplanation;
}

/**
 * Prepares what says where addresses stand, in this order: overrides (the narrowest `cidr`, then the most specific `host`), the class of the address,
 * anycast marks, databases. A wrapped IPv4 address (mapped, NAT64) is looked up as IPv4. Nothing here throws on what comes from the network.
 */
export function createPlaceFinder(sources: PlaceSources): PlaceFinder {
  const { databases, precedence = [], overrides, anycast = [], matchesHost } = sources;
  const blocks = createNetworkTable(overrides.flatMap((value) => (value.cidr === undefined ? [] : [{ cidr: value.cidr, value }])));
  const byHost = overrides.filter(({ cidr, host }) => cidr === undefined && host !== undefined).sort(bySpecificity);
  const declared = createNetworkTable(anycast.map((value) => ({ cidr: value.cidr, value })));
  const shipped = createNetworkTable(anycastMarks);

  const byAddress = (address: string): AddressPlace => {
    const classified = classifyAddress(address);
    if (classified.kind === 'not-an-address') return { region: unknown('not-dialled'), final: false };
    const words = wordsOf(classified.address);
    const block = blocks.find(words);
    if (block !== undefined) return { region: overridden(block.value), final: true };
    const mark = anycastAt(words, declared, shipped);
    if (classified.kind === 'special' && mark === undefined) return { region: specialRegion(classified), final: false };
    if (mark !== undefined) return { region: unknown('anycast', describeMark(mark)), final: false };
    return { region: weighAnswers(classified.address, databases, precedence).region, final: false };
  };
  const hostOverrides = (hosts: readonly string[]): readonly RegionOverride[] =>
    byHost.filter(({ host }) => host !== undefined && matchesHost(host, hosts));

  const byHosts = (hosts: readonly string[]): Region | undefined => {
    if (byHost.length === 0) return undefined;
    const ofNames = new Set(hosts.map((name) => hostOverrides([name])[0]));
    return overriddenByNames(byHost.filter((override) => ofNames.has(override)));
  };

  return {
    byAddress,
    byHosts,
    explain: (address, hosts) => {
      const classified = classifyAddress(address);
      const words = classified.kind === 'not-an-address' ? undefined : wordsOf(classified.address);
      const matching = [...(words === undefined ? [] : blocks.all(words).map(({ value }) => value)), ...hostOverrides(hosts)];
      const mark = words === undefined ? undefined : anycastAt(words, declared, shipped);
      const heard = classified.kind === 'public' ? weighAnswers(classified.address, databases, precedence).heard : [];
      const { region: alone, final } = byAddress(address);
      const region = final ? alone : (byHosts(hosts) ?? alone);
      return { classified, overrides: matching, ...(mark === undefined ? {} : { anycast: mark }), databases: heard, region };
    },
  };
}

function wordsOf(address: string): AddressWords {
  const parsed = parseAddress(address);
  return parsed === undefined ? [] : addressWords(parsed);
}

function unknown(cause: 'not-dialled' | 'private-address' | 'special-address' | 'anycast', detail?: string): Region {
  return { candidates: 'unknown', source: { kind: 'none', cause, ...(detail === undefined ? {} : { detail }) } };
}

function specialRegion({ local, range, embedded }: Extract<AddressClass, { kind: 'special' }>): Region {
  if (local) return unknown('private-address');
  return unknown('special-address', embedded === undefined ? range : `${range}, with ${embedded} in it`);
}

function overridden({ region, reason, place }: RegionOverride): Region {
  return { candidates: [region], source: { kind: 'override', reason, place: `${place.file}:${place.line}` } };
}

/** A connection may have several names (CONNECT, SNI, Host); none of them is more specific than another. */
function overriddenByNames(deciding: readonly RegionOverride[]): Region | undefined {
  const [first] = deciding;
  if (first === undefined) return undefined;
  const candidates = [...new Set(deciding.map(({ region }) => region))].sort();
  if (candidates.length === 1) return overridden(first);
  const reason = deciding.map(({ host, region, reason: why }) => `${host} is ${region}, ${why}`).join('; ');
  return { candidates, source: { kind: 'override', reason, place: deciding.map(({ place }) => `${place.file}:${place.line}`).join(', ') } };
}

/** What the ruleset says goes before what ships with us: it has a place to look at. */
function anycastAt(
  words: readonly number[],
  declared: NetworkTable<DeclaredAnycast>,
  shipped: NetworkTable<AnycastMark>,
): FoundAnycast | undefined {
  const own = declared.find(words);
  if (own !== undefined) return { kind: 'ruleset', cidr: own.cidr, place: own.value.place };
  const mark = shipped.find(words);
  return mark === undefined ? undefined : { kind: 'built-in', cidr: mark.cidr, ...mark.value };
}

function describeMark(mark: FoundAnycast): string {
  if (mark.kind === 'ruleset') return `${mark.cidr}, ${mark.place.file}:${mark.place.line}`;
  return `${mark.service}, ${mark.cidr}, ${mark.source}, as of ${mark.asOf}`;
}

/** An exact name is more specific than a wildcard, a longer wildcard more than a shorter one. */
function bySpecificity(a: RegionOverride, b: RegionOverride): number {
  const weight = (host = ''): number => (host.startsWith('*.') ? host.length : host.length + 1_000);
  return weight(b.host) - weight(a.host);
}
