import {
  ageWarning,
  CountryDatabaseError,
  databaseAge,
  type GeoDatabase,
  installedDatabases,
  openAsnTable,
  openBundledDatabase,
  openDatabase,
} from '../rules/index.js';

/** A database that ships or is installed, for people. `state` says whether runs use it; a broken one stops every run until it is gone. */
export interface ListedDatabase {
  /** What it is removed by, for installed ones; else what it is called. */
  readonly name: string;
  readonly origin: 'bundled' | 'installed';
  readonly state: 'used' | 'replaced' | { readonly broken: string };
  readonly instead: boolean;
  readonly knows: readonly ('countries' | 'systems')[];
  /** `YYYY-MM-DD`; absent when it cannot be read. */
  readonly date?: string;
  readonly ageDays?: number;
  readonly file?: string;
  readonly warning?: string;
}

/** What says where addresses stand and who announces them, before any ruleset adds to it. Never throws on a broken database: it lists it. */
export function listDatabases(home: string, now: number): readonly ListedDatabase[] {
  const installed = installedDatabases(home);
  const replaced = installed.some(({ instead }) => instead);
  const own = installed.map(({ name, file, instead }): ListedDatabase => {
    const opened = tryOpen(() => openDatabase(file, 'installed'));
    const base = { name, origin: 'installed', instead, file } as const;
    return 'broken' in opened ? { ...base, state: opened, knows: [] } : { ...base, state: 'used', ...factsOf(opened, now) };
  });
  const bundled = tryOpen(openBundledDatabase);
  const countries: ListedDatabase =
    'broken' in bundled
      ? { name: 'bundled', origin: 'bundled', instead: false, state: bundled, knows: ['countries'] }
      : {
          name: bundled.name,
          origin: 'bundled',
          instead: false,
          state: replaced ? 'replaced' : 'used',
          ...factsOf(bundled, now),
          file: bundled.file,
        };
  const [, date] = /^asn (\d{4}-\d\d-\d\d)$/.exec(openAsnTable().source) ?? [];
  const systems: ListedDatabase = {
    name: 'asn',
    origin: 'bundled',
    instead: false,
    state: 'used',
    knows: ['systems'],
    ...(date === undefined ? {} : { date, ageDays: databaseAge(date, now), ...warningOf({ name: 'asn', date }, now) }),
  };
  return [...own, countries, systems];
}

function tryOpen(open: () => GeoDatabase): GeoDatabase | { readonly broken: string } {
  try {
    return open();
  } catch (error) {
    if (error instanceof CountryDatabaseError) return { broken: error.message };
    throw error;
  }
}

function factsOf(database: GeoDatabase, now: number): Pick<ListedDatabase, 'knows' | 'date' | 'ageDays' | 'warning'> {
  const { date, countries, systems } = database;
  return {
    knows: [...(countries === undefined ? [] : (['countries'] as const)), ...(systems === undefined ? [] : (['systems'] as const))],
    date,
    ageDays: databaseAge(date, now),
    ...warningOf(database, now),
  };
}

function warningOf(database: { readonly name: string; readonly date: string }, now: number): Pick<ListedDatabase, 'warning'> {
  const warning = ageWarning(database, now);
  return warning === undefined ? {} : { warning };
}
