import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { CountryDatabaseError } from '../regions/country-database-error.js';
import { DataError } from './data-error.js';
import { databaseFileName } from './database-file-name.js';
import { databaseFolder, installedDatabases } from './installed-databases.js';
import { type GeoDatabase, openDatabase, whoisFile } from './open-database.js';
import { openMmdb } from './open-mmdb.js';

/** What was installed, and what it took the place of. */
export interface InstalledResult {
  readonly database: GeoDatabase;
  /** Name to remove it by. */
  readonly name: string;
  readonly instead: boolean;
  /** An installed database of the same name that is gone now. */
  readonly replaced?: { readonly date: string | 'damaged' };
}

/** Databases are no secret, though their licences may forbid handing them on. */
const FILE_MODE = 0o644;
const FOLDER_MODE = 0o700;
/** Milliseconds after which a copy that was never finished is nobody's: whoever made it was killed. */
const ABANDONED = 3_600_000;

/**
 * Copies a database into Plainsight's own folder, from where every run takes it. It is opened first, all its records are read as copied, and it takes its place in one
 * step: a run that starts meanwhile sees the old one or the new, and so does every run after an update that was killed. A newer build of the one that ships stands in for it; others stand beside it, unless
 * `instead` says otherwise. Throws {@link CountryDatabaseError} on a file that cannot be used, {@link DataError} where it cannot be written.
 */
export function installDatabase(home: string, source: string, instead?: boolean): InstalledResult {
  const { name: shown, countries } = openDatabase(source, 'installed');
  const stands = instead ?? basename(source) === whoisFile;
  if (stands && countries === undefined) throw new DataError('not-countries', source);
  const name = databaseFileName(shown);
  const before = installedDatabases(home).filter((other) => other.name === name);
  const folder = databaseFolder(home, stands);
  const file = join(folder, `${name}.mmdb`);
  const temporary = join(folder, `.${name}.${randomBytes(6).toString('hex')}.tmp`);
  const replaced = before.length === 0 ? {} : { replaced: { date: dateOf(before[0]!.file) } };
  try {
    mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
    writeWhole(temporary, readFileSync(source));
    // Once, here, and not at every start: it takes as long as all else of a start.
    const damaged = openMmdb(temporary).firstDamaged();
    if (damaged !== undefined) throw new CountryDatabaseError(source, { kind: 'damaged-record', address: damaged });
    removeAbandoned(folder);
    renameSync(temporary, file);
    // The same database cannot stand both beside and instead.
    for (const other of before) if (other.file !== file) rmSync(other.file, { force: true });
  } catch (error) {
    if (error instanceof CountryDatabaseError) throw error;
    throw new DataError('unwritable', folder, error);
  } finally {
    // Not by force alone, which fails where a folder on the way is none.
    if (existsSync(temporary)) rmSync(temporary);
  }
  return { database: openDatabase(file, 'installed'), name, instead: stands, ...replaced };
}

function dateOf(file: string): string {
  try {
    return openDatabase(file, 'installed').date;
  } catch (error) {
    if (error instanceof CountryDatabaseError) return 'damaged';
    throw error;
  }
}

/** What an update left behind that was killed. Others may be at work: only what is old goes. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!/^\..+\.[0-9a-f]{12}\.tmp$/.test(name)) continue;
    const file = join(folder, name);
    const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (written !== undefined && Date.now() - written > ABANDONED) rmSync(file, { force: true });
  }
}

function writeWhole(file: string, bytes: Buffer): void {
  const descriptor = openSync(file, 'wx', FILE_MODE);
  try {
    writeFileSync(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
