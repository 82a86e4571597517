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
  const file = join(dataFolder, fileName);
  if (!existsSync(file)) return;
  if (parse(file).runId === runId) rmSync(file, { force: true });
}

/** Where the control endpoint is: PLAINSIGHT_CONTROL_URL and PLAINSIGHT_TOKEN (set under `run`), else the data folder's file. */
export function findControl(
  dataFolder: string,
  env: Readonly<Record<string, string | undefined>>,
): { readonly url: string; readonly token: string } {
  const url = env['PLAINSIGHT_CONTROL_URL'];
  const token = env['PLAINSIGHT_TOKEN'];
  if (url && token) return { url, token };
  const file = join(dataFolder, fileName);
  if (!existsSync(file)) {
    throw new UsageError(`nothing is running for ${dataFolder}: start it with "plainsight start", or name its data folder with --data`);
  }
  return parse(file);
}

function parse(file: string): ControlFile {
  const content = JSON.parse(readFileSync(file, 'utf8')) as Partial<ControlFile>;
  if (
    typeof content.url !== 'string' ||
    typeof content.token !== 'string' ||
    typeof content.runId !== 'string' ||
    typeof content.pid !== 'number'
  ) {
    throw new UsageError(`${file} is damaged: remove it, and start again`);
  }
  return { url: content.url, token: content.token, runId: content.runId, pid: content.pid };
}
