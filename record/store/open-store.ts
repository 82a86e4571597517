import { closeSync, openSync } from 'node:fs';
import { faultOfError } from '../fault-of-error.js';
import { RecordError } from '../record-fault.js';
import { openSqlite, type SqliteEngine } from './open-sqlite.js';
import { rollBack } from './roll-back.js';
import type { SqliteDatabase } from './sqlite-database.js';
import { storeVersion } from './store-version.js';

/** How long a writer waits for another process before it gives up, milliseconds. */
const busyTimeoutMs = 15_000;

/**
 * Opens (or makes, mode 0600) the database and brings it to our version. Several processes may do so at once.
 * WAL with `synchronous=NORMAL`: a committed transaction survives the death of the process, though not always of the machine.
 * Throws `RecordError`: `unwritable`, `disk-full`, `corrupt`, `newer-database`, `busy`.
 */
export async function openStore(path: string, engine?: SqliteEngine): Promise<SqliteDatabase> {
  let database: SqliteDatabase | undefined;
  try {
    makePrivate(path);
    database = await openSqlite(path, engine);
    database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    readPragma(database, 'journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    await migrate(database, path);
    return database;
  } catch (error) {
    database?.close();
    throw new RecordError(faultOfError(error, `open ${path}`), { cause: error });
  }
}

/**
 * SQLite would make it readable for others; its -wal and -shm files take over the mode of the main file. One that is there is not opened: to
 * close it would drop the locks that another connection of this process holds on it (https://sqlite.org/howtocorrupt.html, section 2.2).
 */
function makePrivate(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

async function migrate(database: SqliteDatabase, path: string): Promise<void> {
  if (versionOf(database, path) === storeVersion) return;
  const { migrations } = await import('./migrations.js');
  database.exec('BEGIN IMMEDIATE');
  try {
    // Asked again: another process may have done it while this one waited.
    for (const statement of migrations.slice(versionOf(database, path)).flat()) database.exec(statement);
    database.exec(`PRAGMA user_version = ${storeVersion}`);
    database.exec('COMMIT');
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

function versionOf(database: SqliteDatabase, path: string): number {
  const version = Number(readPragma(database, 'user_version'));
  if (version <= storeVersion) return version;
  throw new RecordError({
    cause: 'newer-database',
    message: `${path} was written by a newer Plainsight (layout ${version}, this one knows up to ${storeVersion}): update Plainsight, or choose another data folder`,
  });
}

function readPragma(database: SqliteDatabase, pragma: string): unknown {
  const [row] = database.prepare(`PRAGMA ${pragma}`).all([]);
  return typeof row === 'object' && row !== null ? Object.values(row)[0] : undefined;
}
