import { domainToASCII } from 'node:url';
import type { AutonomousSystem, NameResolution, RegionVerdict } from '../model/index.js';
import { createNameTracer, resolveHost, settleResolution } from '../proxy/index.js';
import {
  ageWarning,
  builtInOperators,
  createPlaceFinder,
  databaseAge,
  describeUnknownRegion,
  judgeRegion,
  knownOperators,
  loadRuleset,
  type OperatorMatch,
  openPlaces,
  type PlaceExplanation,
  type Ruleset,
  type SetExpression,
} from '../rules/index.js';
import { findAutonomousSystem } from './places.js';
import { rulesetContext } from './ruleset-context.js';

export interface WhereOptions {
  /** A host name or an IP literal, without brackets, port or scheme. */
  readonly target: string;
  /** Ruleset files: their overrides, databases and marks count, and their region rules are asked. */
  readonly rules: readonly string[];
  readonly home: string;
  readonly geoDatabases?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: number;
  /** Replaces the system's name resolution (tests). */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  /** Resolvers to ask what the name is an alias of. Absent: the system's, unless `resolve` stands in for it. */
  readonly nameServers?: readonly string[];
}

/** A database that takes part. */
export interface DatabaseFacts {
  readonly name: string;
  readonly date: string;
  readonly ageDays: number;
  readonly file: string;
  readonly origin: 'bundled' | 'installed' | 'ruleset' | 'flag';
  /** It stands in for the one that ships. */
  readonly instead: boolean;
  readonly knows: readonly ('countries' | 'systems')[];
}

/** What a region rule says of a place. `rest`: the rule forbids it only together with something else, such as `wire: cleartext`. */
export interface RegionRuleAnswer {
  readonly ruleId: string;
  readonly forbidden: SetExpression;
  readonly verdict: RegionVerdict;
  /** The group covers the country in part only. */
  readonly conditional: boolean;
  readonly rest: readonly string[];
}

export interface WhereAddress {
  readonly address: string;
  readonly explanation: PlaceExplanation;
  readonly autonomousSystem?: AutonomousSystem;
  /** How the name became this address; absent for an address that was given as such. */
  readonly names?: NameResolution;
  /** Who runs it: operators of the rulesets and those that ship with us. That none is known says nothing. */
  readonly operators: readonly OperatorMatch[];
  readonly rules: readonly RegionRuleAnswer[];
  /** Why the country is not certain, and what would settle it; absent when it is. */
  readonly advice?: string;
}

export interface WhereResult {
  readonly target: string;
  /** `addresses` in the resolver's order. */
  readonly resolution: { readonly kind: 'address' } | { readonly kind: 'resolved' } | { readonly kind: 'failed'; readonly reason: string };
  readonly rulesets: readonly string[];
  readonly addresses: readonly WhereAddress[];
  readonly databases: readonly DatabaseFacts[];
  readonly warnings: readonly string[];
}

const RESOLVE_TIMEOUT = 10_000;
const MOST_ADDRESSES = 64;

/**
 * Explains where an address, or each address of a name, stands: every step as a run takes it, by the same code and data. Asks the system's resolvers for
 * names and nobody for addresses. Throws the rooms' own errors (`RulesetError`, `CountryDatabaseError`).
 */
export async function explainWhere(options: WhereOptions): Promise<WhereResult> {
  const { target, home, geoDatabases = [], now } = options;
  const ruleset = options.rules.length === 0 ? undefined : loadRuleset(options.rules, rulesetContext({ env: options.env, now }));
  const opened = openPlaces({ ruleset: ruleset ?? { overrides: [], hosts: new Map() }, home, files: geoDatabases });
  const finder = createPlaceFinder(opened.sources);
  const systemOf = findAutonomousSystem(opened);
  const literal = finder.explain(target, []).classified.kind !== 'not-an-address';
  const hosts = literal ? [] : [asciiName(target)];
  const [{ addresses, resolution }, namesOf] = literal
    ? [{ addresses: [target], resolution: { kind: 'address' } as const }, undefined]
    : await heldOpen(Promise.all([resolved(options), traced(options, asciiName(target))]));
  const operatorsOf = knownOperators(builtInOperators, ruleset?.operators ?? new Map());
  return {
    target,
    resolution,
    rulesets: ruleset?.files ?? [],
    addresses: addresses.slice(0, MOST_ADDRESSES).map((address): WhereAddress => {
      const explanation = finder.explain(address, hosts);
      const autonomousSystem = systemOf(address);
      const rules = ruleset === undefined ? [] : regionAnswers(ruleset, explanation);
      const names = namesOf?.(address);
      const aliases = names?.source === 'dns' ? names.chain.map(({ cname }) => cname) : [];
      const operators = operatorsOf({ names: hosts, aliases, asn: autonomousSystem?.asn });
      const doubt = describeUnknownRegion(address, explanation.region, hosts[0]);
      return {
        address,
        explanation,
        ...(autonomousSystem === undefined ? {} : { autonomousSystem }),
        ...(names === undefined ? {} : { names }),
        operators,
        rules,
        ...(doubt === undefined ? {} : { advice: `${doubt.detail}: ${doubt.settledBy}` }),
      };
    }),
    databases: opened.databases.map(({ name, date, file, origin, instead, countries, systems }) => ({
      name,
      date,
      ageDays: databaseAge(date, now),
      file,
      origin,
      instead: instead === true,
      knows: [...(countries === undefined ? [] : (['countries'] as const)), ...(systems === undefined ? [] : (['systems'] as const))],
    })),
    warnings: opened.databases.flatMap((database) => ageWarning(database, now) ?? []),
  };
}

/** Our own queries do not keep a process alive that has nothing else to do: a proxy that stops must not wait for them. */
async function heldOpen<T>(work: Promise<T>): Promise<T> {
  const hold = setInterval(() => undefined, RESOLVE_TIMEOUT);
  try {
    return await work;
  } finally {
    clearInterval(hold);
  }
}

/** As a device names it on the wire, and rulesets do once they are loaded: lower case, IDNA ASCII, no final dot. */
function asciiName(target: string): string {
  const name = target.toLowerCase().replace(/\.$/, '');
  return domainToASCII(name) || name;
}

async function resolved({ target, resolve }: WhereOptions): Promise<{
  readonly addresses: readonly string[];
  readonly resolution: WhereResult['resolution'];
}> {
  try {
    const addresses = await resolveHost(target, { timeout: RESOLVE_TIMEOUT, ...(resolve === undefined ? {} : { resolve }) });
    return { addresses: [...new Set(addresses)], resolution: { kind: 'resolved' } };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { addresses: [], resolution: { kind: 'failed', reason: error.message } };
  }
}

/** How a name leads to each of its addresses, as a run finds out. */
async function traced({ resolve, nameServers }: WhereOptions, name: string): Promise<((address: string) => NameResolution) | undefined> {
  if (resolve !== undefined && nameServers === undefined) return undefined;
  const tracer = createNameTracer(nameServers === undefined ? {} : { servers: nameServers });
  try {
    const trace = await tracer.trace(name);
    return (address) => settleResolution(name, address, trace);
  } finally {
    tracer.close();
  }
}

function regionAnswers({ rules, groups }: Ruleset, { region }: PlaceExplanation): readonly RegionRuleAnswer[] {
  return rules
    .filter(({ level }) => level !== 'off')
    .flatMap(({ id, never }) =>
      never.flatMap(({ region: forbidden, ...others }): readonly RegionRuleAnswer[] => {
        if (forbidden === undefined) return [];
        const rest = Object.entries(others).flatMap(([key, value]) => (value === undefined ? [] : [key]));
        return [{ ruleId: id, forbidden, ...judgeRegion(region, forbidden, groups), rest }];
      }),
    );
}
