import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Kysely } from 'kysely';
import { dataFolder } from './data-folder.js';
import { RecordError } from './record-fault.js';
import { isRunId } from './run-id.js';
import type { StoreSchema } from './store/schema.js';

const prefixPattern = /^[0-9a-z-]{1,20}$/;

/**
 * Which data folder a reference to a run leads to, and the reference within it. A run's folder or log as a path,
 * `DIR/runs/20261121-211500-x7k2[/violations.ndjson]`, leads to DIR; anything else stays in `folder`. Only the name of an existing
 * record's folder is taken from a path, and no run ID is ever made part of one unchecked. Throws `RecordError`: `bad-run-id`.
 */
export function locateRun(folder: string, reference: string): { readonly folder: string; readonly reference: string } {
  if (!/[\\/]/.test(reference)) return { folder, reference };
  const path = resolve(reference);
  const run = basename(path) === 'violations.ndjson' ? dirname(path) : path;
  const root = dirname(dirname(run));
  const isOne = isRunId(basename(run)) && basename(dirname(run)) === 'runs' && existsSync(dataFolder(root).database);
  if (isOne) return { folder: root, reference: basename(run) };
  throw new RecordError({ cause: 'bad-run-id', message: `${printable(reference)} is not the folder of a run (DATA_FOLDER/runs/RUN_ID)` });
}

/** The ID of the run meant by a run ID, a prefix that fits one run only, or `latest`. Throws `RecordError`: `bad-run-id`, `run-not-found`, `run-ambiguous`. */
export async function findRun(store: Kysely<StoreSchema>, reference: string): Promise<string> {
  const runs = store.selectFrom('runs').select('id').orderBy('started', 'desc').orderBy('id', 'desc');
  if (reference === 'latest') {
    const latest = await runs.limit(1).executeTakeFirst();
    if (latest !== undefined) return latest.id;
    throw new RecordError({ cause: 'run-not-found', message: 'no run has been recorded yet' });
  }
  if (!prefixPattern.test(reference)) {
    throw new RecordError({
      cause: 'bad-run-id',
      message: `${printable(reference)} is no run ID: give one such as 20261121-211500-x7k2, its beginning, or latest`,
    });
  }
  const found = await runs.where('id', '>=', reference).where('id', '<', `${reference}~`).limit(4).execute();
  const exact = found.find(({ id }) => id === reference) ?? (found.length === 1 ? found[0] : undefined);
  if (exact !== undefined) return exact.id;
  if (found.length === 0) throw new RecordError({ cause: 'run-not-found', message: `no run ${reference}: 'plainsight runs' lists them` });
  const some = found.slice(0, 3).map(({ id }) => id);
  throw new RecordError({ cause: 'run-ambiguous', message: `${reference} could be ${some.join(', ')}${found.length > 3 ? ' …' : ''}` });
}

function printable(reference: string): string {
  return JSON.stringify(reference.slice(0, 80));
}
