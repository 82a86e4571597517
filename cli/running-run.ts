import { type ControlFile, readControlFile } from './control-file.js';

/** The session that is going on in a data folder: one that left its control file there and answers for it. */
export async function runningRun(dataFolder: string): Promise<ControlFile | undefined> {
  const found = readControlFile(dataFolder);
  if (found === undefined) return undefined;
  const { createControlClient } = await import('../session.js');
  const running = await createControlClient({ ...found, timeoutMs: 2_000 })
    .status()
    .then(
      ({ runId }) => runId === found.runId,
      // Whatever the reason: nothing that could be stopped answers there.
      () => false,
    );
  return running ? found : undefined;
}
