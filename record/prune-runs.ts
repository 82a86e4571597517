import { rmSync } from 'node:fs';
import { dataFolder } from './data-folder.js';
import { faultOfError } from './fault-of-error.js';
import { RecordError } from './record-fault.js';
import { isRunId } from './run-id.js';
import { withStore } from './store/with-store.js';

/** A run without an end record that began less than this long ago may still be going on, milliseconds. */
const mayStillRunMs = 24 * 60 * 60 * 1000;

/**
 * Deletes all but the latest `keep` runs, with their folders, and returns the IDs of those deleted. A run that may still be going on
 * stays. Each run goes in a transaction of its own, so that a recorder beside it does not wait long. Throws `RecordError`, and `RangeError` for a `keep` that is no count.
 */
export async function pruneRuns(folder: string, keep: number, now: number = Date.now()): Promise<string[]> {
  if (!Number.isSafeInteger(keep) || keep < 0) throw new RangeError(`keep must be a whole number from 0 on, not ${keep}`);
  const paths = dataFolder(folder);
  return withStore(folder, async (store) => {
    const runs = await store
      .selectFrom('runs')
      .select(['id', 'started', 'ended'])
      .orderBy('started', 'desc')
      .orderBy('id', 'desc')
      .execute();
    const old = runs.slice(keep).filter(({ ended, started }) => ended !== null || now - started > mayStillRunMs);
    const deleted: string[] = [];
    for (const { id } of old) {
      await store.deleteFrom('runs').where('id', '=', id).execute();
      if (isRunId(id)) removeFolder(paths.runFolder(id));
      deleted.push(id);
    }
    return deleted;
  });
}

function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    throw new RecordError(faultOfError(error, `delete ${path}`), { cause: error });
  }
}
