import { findControl } from './control-file.js';
import { defaultData } from './session-flags.js';

/** A client of the session that runs elsewhere: in the data folder that was named, else as `findControl` finds it. Throws `UsageError`. */
export async function connectToSession(dataFolder: string | undefined) {
  const { createControlClient } = await import('../session.js');
  const found = findControl(dataFolder, defaultData, process.env);
  return { control: createControlClient(found), runId: found.runId };
}
