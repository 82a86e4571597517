import { runningRun } from './running-run.js';
import { UsageError } from './usage-error.js';

/** Two sessions may record into one folder, but only one of them could be stopped. Throws {@link UsageError}. */
export async function refuseSecond(dataFolder: string): Promise<void> {
  const other = await runningRun(dataFolder);
  if (other === undefined) return;
  throw new UsageError(
    `run ${other.runId} (process ${other.pid}) is still going on in ${dataFolder}: end it with "plainsight stop", or name another folder with --data`,
  );
}
