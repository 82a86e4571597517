import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './usage-error.js';

/** How other commands reach a running session. The file is readable by its owner alone: the token in it ends runs and plants values. */
export interface ControlFile {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
  readonly runId: string;
}

const fileName = 'control.json';

export function writeControlFile(dataFolder: string, content: ControlFile): void {
  const file = join(dataFolder, fileName);
  rmSync(file, { force: true });
  writeFileSync(file, `${JSON.stringify(content)}\n`, { mode: 0o600, flag: 'wx' });
}

/** Removes the file if it is still that run's: a later `start` in the same folder has its own. */
export function removeControlFile(dataFolder: string, runId: string): void {
  if (readControlFile(dataFolder)?.runId === runId) rmSync(join(dataFolder, fileName), { force: true });
}

/** The session that left its control file in the data folder, running or dead; `undefined` when there is none, or none that can be read. */
export function readControlFile(dataFolder: string): ControlFile | undefined {
  const file = join(dataFolder, fileName);
  return existsSync(file) ? parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * Where the control endpoint is: in the data folder that was named; else in PLAINSIGHT_CONTROL_URL and PLAINSIGHT_TOKEN (set under
 * `run`); else in the usual data folder. Throws {@link UsageError}.
 */
export function findControl(
  named: string | undefined,
  usual: string,
  env: Readonly<Record<string, string | undefined>>,
): { readonly url: string; readonly token: string; readonly runId?: string } {
  const url = env['PLAINSIGHT_CONTROL_URL'];
  const token = env['PLAINSIGHT_TOKEN'];
  if (named === undefined && url && token) return { url, token };
  const folder = named ?? usual;
  const found = readControlFile(folder);
  if (found !== undefined) return found;
  throw new UsageError(`nothing is running for ${folder}: start it with "plainsight start", or name its data folder with --data`);
}

function parse(text: string): ControlFile | undefined {
  let content: Partial<ControlFile> | null;
  try {
    content = JSON.parse(text) as Partial<ControlFile> | null;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const { url, token, runId, pid } = content ?? {};
  if (typeof url !== 'string' || typeof token !== 'string' || typeof runId !== 'string' || typeof pid !== 'number') return undefined;
  return { url, token, pid, runId };
}
