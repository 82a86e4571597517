import type { RecordedField, RecordedPosition, RecordedValues } from '../model/index.js';
import { findRun, locateRun } from './find-run.js';
import { withStore } from './store/with-store.js';

/** What `--record-values` kept of a run; empty where nothing was recorded, which the run's start tells. The run is named as for `readRun`; throws as it does. */
export async function readValues(folder: string, reference: string): Promise<RecordedValues> {
  const located = locateRun(folder, reference);
  return withStore(located.folder, async (store) => {
    const rows = await store
      .selectFrom('recorded_values')
      .select(['kind', 'entry_json'])
      .where('run_id', '=', await findRun(store, located.reference))
      .orderBy('kind')
      .orderBy('number')
      .execute();
    const of = <T>(kind: string): T[] => rows.filter((row) => row.kind === kind).map(({ entry_json }) => JSON.parse(entry_json) as T);
    return { positions: of<RecordedPosition>('position'), fields: of<RecordedField>('field') };
  });
}
