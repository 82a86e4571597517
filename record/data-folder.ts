import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createFolder } from './create-folder.js';
import { faultOfError } from './fault-of-error.js';
import { RecordError, type RecordFault } from './record-fault.js';
import { isRunId } from './run-id.js';

/** Paths below a data folder. `runFolder` refuses anything that is not a run ID. */
export interface DataFolder {
  readonly path: string;
  readonly database: string;
  runFolder(runId: string): string;
}

/** Signs that a folder is somebody's project, in which a `.gitignore` of `*` would do harm. */
const othersFiles = ['.git', 'package.json'];

/** The paths of a data folder, whether or not it exists. */
export function dataFolder(path: string): DataFolder {
  const folder = resolve(path);
  return {
    path: folder,
    database: join(folder, 'plainsight.db'),
    runFolder: (runId) => {
      if (!isRunId(runId))
        throw new RecordError({ cause: 'bad-run-id', message: `'${runId.slice(0, 80)}' is not a run ID such as 20261121-211500-x7k2` });
      return join(folder, 'runs', runId);
    },
  };
}

/**
 * Makes the data folder (mode 0700) if it is not there, with a `.gitignore` that keeps all of it out of version control.
 * Throws `RecordError`: `unwritable`, `disk-full`, `not-a-data-folder`.
 */
export function makeDataFolder(path: string): DataFolder {
  const folder = dataFolder(path);
  try {
    createFolder(folder.path, 0o700);
    const others = othersFolder(folder.path);
    if (others !== undefined) throw new RecordError(others);
    const ignore = join(folder.path, '.gitignore');
    if (!statSync(ignore, { throwIfNoEntry: false })) writeFileSync(ignore, '*\n', { mode: 0o600 });
    createFolder(join(folder.path, 'runs'), 0o700);
  } catch (error) {
    throw new RecordError(faultOfError(error, `make the data folder ${folder.path}`), { cause: error });
  }
  return folder;
}

/** Why a folder is not to be recorded in, if it is somebody's project and not yet a data folder. */
export function othersFolder(path: string): RecordFault | undefined {
  if (statSync(join(path, '.gitignore'), { throwIfNoEntry: false })) return undefined;
  const file = othersFiles.find((name) => existsSync(join(path, name)));
  if (file === undefined) return undefined;
  const message = `${path} holds ${file}: name a folder of its own, such as ${join(path, '.plainsight')}`;
  return { cause: 'not-a-data-folder', message };
}
