import type { Outcome } from '../model/index.js';
import { withStore } from './store/with-store.js';

/** A run in a list. Times are epoch milliseconds; `ended` and `outcome` are null while it runs, and for good if it died. */
export interface RunSummary {
  readonly id: string;
  readonly label: string | null;
  readonly started: number;
  readonly ended: number | null;
  readonly outcome: Outcome | null;
  /** Violations that no exception silences, all levels, counted singly. */
  readonly violations: number;
  readonly connections: number;
}

/** All runs of a data folder, the latest first. Throws `RecordError`; `no-record` when there is no store. */
export async function listRuns(folder: string): Promise<RunSummary[]> {
  return withStore(folder, async (store) => {
    const rows = await store
      .selectFrom('runs')
      .select(['id', 'label', 'started', 'ended', 'outcome'])
      .select(({ selectFrom }) => [
        selectFrom('findings')
          .select(({ fn }) => fn.sum<number | null>('findings.count').as('sum'))
          .whereRef('findings.run_id', '=', 'runs.id')
          .where('findings.kind', '=', 'fail')
          .where('findings.exception', '=', '')
          .as('violations'),
        selectFrom('connections')
          .select(({ fn }) => fn.countAll<number>().as('rows'))
          .whereRef('connections.run_id', '=', 'runs.id')
          .as('connections'),
      ])
      .orderBy('started', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return rows.map((row) => ({
      ...row,
      outcome: row.outcome as Outcome | null,
      violations: row.violations ?? 0,
      connections: row.connections ?? 0,
    }));
  });
}
