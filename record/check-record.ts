import { accessSync, constants, existsSync, mkdtempSync, rmdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dataFolder, othersFolder } from './data-folder.js';
import { faultOfError } from './fault-of-error.js';
import { listRuns } from './list-runs.js';
import { RecordError } from './record-fault.js';
import { openSqlite, type SqliteEngine, sqliteEngine } from './store/open-sqlite.js';

/** What a data folder is good for. `runs`: recorded there, `null` where nothing was yet. */
export interface RecordFacts {
  readonly path: string;
  readonly runs: number | null;
  readonly engine: SqliteEngine;
}

/**
 * Finds out whether a run could be recorded in a folder, without recording one: it can be written to (or made), and the store that is in it opens;
 * where there is none, that SQLite works at all. Leaves nothing behind. Throws `RecordError`: `unwritable`, `not-a-data-folder`, `corrupt`,
 * `newer-database` …
 */
export async function checkRecord(folder: string): Promise<RecordFacts> {
  const { path, database } = dataFolder(folder);
  tryToWrite(path);
  const engine = sqliteEngine();
  if (existsSync(database)) return { path, runs: (await listRuns(path)).length, engine };
  try {
    const memory = await openSqlite(':memory:', engine);
    memory.exec('CREATE TABLE works (it)');
    memory.close();
  } catch (error) {
    throw new RecordError(faultOfError(error, `use SQLite (${engine})`), { cause: error });
  }
  return { path, runs: null, engine };
}

function tryToWrite(path: string): void {
  try {
    const others = othersFolder(path);
    if (others !== undefined) throw new RecordError(others);
    if (existsSync(path)) rmdirSync(mkdtempSync(join(path, '.check-')));
    else accessSync(nearestFolder(path), constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof RecordError) throw error;
    throw new RecordError(faultOfError(error, `write to the data folder ${path}`), { cause: error });
  }
}

/** The one that the folder would be made in. Throws where a file stands in the way, as Node 20 does and later ones do not. */
function nearestFolder(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found?.isDirectory() || dirname(folder) === folder) return folder;
    if (found !== undefined) throw Object.assign(new Error(`${folder} is no folder`), { code: 'ENOTDIR' });
  }
}
