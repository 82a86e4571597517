import { findRun, locateRun } from './find-run.js';
import { withStore } from './store/with-store.js';

/** One time a finding occurred. `time` is epoch milliseconds; `value` is redacted. */
export interface Occurrence {
  readonly number: number;
  readonly time: number;
  readonly kind: string;
  readonly level: string;
  readonly connectionId: string;
  readonly exchangeId: string | null;
  readonly messageId: string | null;
  readonly value: string | null;
  readonly valueHash: string | null;
  readonly serverAddress: string | null;
  readonly step: string | null;
}

/** The first 100 occurrences of each finding with this fingerprint, in the order in which they were recorded. The run is named as for `readRun`; throws as it does. */
export async function readOccurrences(folder: string, reference: string, fingerprint: string): Promise<Occurrence[]> {
  const located = locateRun(folder, reference);
  return withStore(located.folder, async (store) => {
    const rows = await store
      .selectFrom('occurrences')
      .selectAll()
      .where('run_id', '=', await findRun(store, located.reference))
      .where('fingerprint', '=', fingerprint)
      .orderBy('time')
      .orderBy('number')
      .execute();
    return rows.map((row) => ({
      number: row.number,
      time: row.time,
      kind: row.kind,
      level: row.level,
      connectionId: row.connection_id,
      exchangeId: row.exchange_id,
      messageId: row.message_id,
      value: row.value,
      valueHash: row.value_hash,
      serverAddress: row.server_address,
      step: row.step,
    }));
  });
}
