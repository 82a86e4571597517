import { existsSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { dataFolder } from '../data-folder.js';
import { faultOfError } from '../fault-of-error.js';
import { RecordError } from '../record-fault.js';
import { openStore } from './open-store.js';
import type { StoreSchema } from './schema.js';

/** Opens the store of a data folder for one piece of work with it, and closes it. Throws `RecordError`; `no-record` when nothing was recorded there. */
export async function withStore<T>(folder: string, work: (store: Kysely<StoreSchema>) => Promise<T>): Promise<T> {
  const { database: path } = dataFolder(folder);
  if (!existsSync(path)) throw new RecordError({ cause: 'no-record', message: `no run has been recorded in ${dataFolder(folder).path}` });
  const [{ kyselyOf }, database] = await Promise.all([import('./kysely-of.js'), openStore(path)]);
  try {
    return await work(kyselyOf(database));
  } catch (error) {
    throw new RecordError(faultOfError(error, `read ${path}`), { cause: error });
  } finally {
    database.close();
  }
}
