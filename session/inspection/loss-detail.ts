import { assertNever } from '../../model/index.js';
import type { LossCause } from './inspection-job.js';

/** Why a message was not inspected, for the gap. `limit`: milliseconds that one message may take. */
export function lossDetail(cause: LossCause, limit: number): string {
  switch (cause) {
    case 'crashed':
      return 'inspection failed: the thread that inspected it ended unexpectedly';
    case 'out-of-memory':
      return 'inspection failed: the thread that inspected it ran out of memory';
    case 'stuck':
      return `inspection failed: it took longer than ${Math.round(limit / 1000)} s and was ended`;
    case 'earlier-part':
      return 'inspection failed: the thread that had inspected its earlier parts is gone';
    case 'run-over':
      return 'inspection failed: the run ended before it was done';
    default:
      return assertNever(cause);
  }
}
