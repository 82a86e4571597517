import type { RunRecord } from '../model/index.js';
import { findRun, locateRun } from './find-run.js';
import { withStore } from './store/with-store.js';

/**
 * Reads a run back: by its ID, a prefix that fits only one, `latest`, or the path of its folder or log. The findings stand in the order
 * of their first occurrence, one entry a fingerprint, kind, level and exception. `end` is absent when the run did not end well, or has
 * not ended. Throws `RecordError`: `no-record`, `run-not-found`, `run-ambiguous`, `bad-run-id`, `newer-database`, `corrupt` …
 */
export async function readRun(folder: string, reference: string): Promise<RunRecord> {
  const located = locateRun(folder, reference);
  return withStore(located.folder, async (store) => {
    const id = await findRun(store, located.reference);
    const run = await store.selectFrom('runs').select(['start_json', 'end_json']).where('id', '=', id).executeTakeFirstOrThrow();
    const findings = await store
      .selectFrom('findings')
      .select(['finding_json', 'count'])
      .where('run_id', '=', id)
      .orderBy('first_time')
      .orderBy('rule_id')
      .orderBy('fingerprint')
      .execute();
    return {
      start: JSON.parse(run.start_json),
      ...(run.end_json !== null && { end: JSON.parse(run.end_json) }),
      findings: findings.map(({ finding_json, count }) => ({ finding: JSON.parse(finding_json), count })),
    };
  });
}
