import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CountryDatabaseError } from '../regions/country-database-error.js';

/** A database in Plainsight's own folder, not yet opened. */
export interface InstalledDatabase {
  /** Its file's name without the ending. */
  readonly name: string;
  readonly file: string;
  /** It stands in for the one that ships with us, instead of beside it. */
  readonly instead: boolean;
}

/** The folder of installed databases within the home folder; those in place of the bundled one have a folder of their own in it. */
export function databaseFolder(home: string, instead: boolean): string {
  return instead ? join(home, 'databases', 'instead') : join(home, 'databases');
}

/** What `data update` has installed, by name. Only `.mmdb` files count: a half-written one has another ending. Throws {@link CountryDatabaseError}. */
export function installedDatabases(home: string): readonly InstalledDatabase[] {
  return [false, true]
    .flatMap((instead) => {
      const folder = databaseFolder(home, instead);
      return namesIn(folder).map((name) => ({ name: name.slice(0, -'.mmdb'.length), file: join(folder, name), instead }));
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : Number(a.instead) - Number(b.instead)));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.mmdb') && !name.startsWith('.'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') return [];
    throw new CountryDatabaseError(folder, { kind: 'unreadable', code });
  }
}
