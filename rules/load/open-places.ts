import { resolve } from 'node:path';
import { createHostMatcher } from '../compile/host-pattern.js';
import type { AsnTable } from '../regions/asn-table.js';
import type { CountryDatabase } from '../regions/country-database.js';
import { CountryDatabaseError } from '../regions/country-database-error.js';
import type { PlaceSources } from '../regions/create-place-finder.js';
import type { Ruleset } from '../ruleset.js';
import { RulesetError, type RulesetProblem } from '../ruleset-error.js';
import { openBundledDatabase } from './country-database.js';
import { installedDatabases } from './installed-databases.js';
import { nearestName } from './nearest-name.js';
import { type GeoDatabase, openDatabase } from './open-database.js';

export interface OpenPlacesOptions {
  readonly ruleset: Pick<Ruleset, 'overrides' | 'hosts' | 'places'>;
  /** Plainsight's own folder, for installed databases; without it there are none. */
  readonly home?: string;
  /** Databases named on the command line. */
  readonly files?: readonly string[];
}

/** All that says where addresses stand and who announces them, opened. */
export interface OpenPlaces {
  readonly sources: PlaceSources;
  /** In the order in which they are shown: named on the command line, of the ruleset, installed, the one that ships. */
  readonly databases: readonly GeoDatabase[];
  /** The user's own tables of autonomous systems; the first that knows an address decides, before the one that ships. */
  readonly systems: readonly AsnTable[];
}

/**
 * Opens every database that a run uses. A broken one is an error, never left out: what it would have said could make a pass wrong. Throws
 * {@link RulesetError} for those of the ruleset and for names in `precedence` that nothing has, {@link CountryDatabaseError} for the others.
 */
export function openPlaces({ ruleset, home, files = [] }: OpenPlacesOptions): OpenPlaces {
  const databases = openAll(ruleset, home, files);
  const countries = databases.flatMap(({ countries: each }) => (each === undefined ? [] : [each]));
  const matchers = new Map<string, (host: string) => boolean>();
  const matchesHost = (pattern: string, hosts: readonly string[]): boolean => {
    let matches = matchers.get(pattern);
    if (matches === undefined) {
      matches = createHostMatcher([pattern], ruleset.hosts);
      matchers.set(pattern, matches);
    }
    return hosts.some(matches);
  };
  return {
    databases,
    systems: databases.flatMap(({ systems }) => (systems === undefined ? [] : [systems])),
    sources: {
      databases: countries,
      precedence: precedenceOf(ruleset, databases),
      overrides: ruleset.overrides,
      anycast: ruleset.places?.anycast ?? [],
      matchesHost,
    },
  };
}

function openAll({ places }: Pick<Ruleset, 'places'>, home: string | undefined, files: readonly string[]): readonly GeoDatabase[] {
  const opened = new Map<string, GeoDatabase>();
  const problems: RulesetProblem[] = [];
  for (const file of files) if (!opened.has(resolve(file))) opened.set(resolve(file), openDatabase(resolve(file), 'flag'));
  for (const { path, file, place } of places?.databases ?? []) {
    if (opened.has(path)) continue;
    try {
      opened.set(path, openDatabase(path, 'ruleset'));
    } catch (error) {
      if (!(error instanceof CountryDatabaseError)) throw error;
      problems.push({ place, message: new CountryDatabaseError(file, error.problem).message });
    }
  }
  if (problems.length > 0) throw new RulesetError(problems);
  const installed = home === undefined ? [] : installedDatabases(home);
  for (const { name, file, instead } of installed) {
    if (opened.has(file)) continue;
    try {
      opened.set(file, { ...openDatabase(file, 'installed'), ...(instead ? { instead } : {}) });
    } catch (error) {
      if (!(error instanceof CountryDatabaseError)) throw error;
      throw new CountryDatabaseError(file, error.problem, `take it away with: plainsight data remove ${name}`);
    }
  }
  const bundled = installed.some(({ instead }) => instead) ? [] : [openBundledDatabase()];
  return [...opened.values(), ...bundled];
}

/** Names by which a database is called in a ruleset. Paths differ between machines, so none is a path. */
function namesOf({ name, file, origin, instead }: GeoDatabase): readonly string[] {
  const base = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  return [name, base, base.replace(/\.mmdb$/i, ''), ...(origin === 'bundled' || instead === true ? ['bundled'] : [])];
}

function precedenceOf({ places }: Pick<Ruleset, 'places'>, databases: readonly GeoDatabase[]): readonly CountryDatabase[] {
  const problems: RulesetProblem[] = [];
  const ordered = (places?.precedence ?? []).flatMap(({ name, place }): readonly CountryDatabase[] => {
    const named = databases.filter((database) => namesOf(database).includes(name));
    const [first, second] = named;
    if (first === undefined) {
      const known = databases.map((database) => database.name);
      const nearest = nearestName(name, databases.flatMap(namesOf));
      const near = nearest === undefined ? `: there are ${known.join(', ')}` : `; did you mean \`${nearest}\`?`;
      problems.push({
        place,
        message: `no database is called \`${name}\`${near}. Add it under databases, or install it with plainsight data update FILE`,
      });
      return [];
    }
    if (second !== undefined) {
      problems.push({ place, message: `\`${name}\` is the name of ${first.file} and of ${second.file}: use the name of the file` });
      return [];
    }
    if (first.countries === undefined) {
      problems.push({ place, message: `\`${name}\` knows no countries, only autonomous systems: take it out of precedence` });
      return [];
    }
    return [first.countries];
  });
  if (problems.length > 0) throw new RulesetError(problems);
  return ordered;
}
