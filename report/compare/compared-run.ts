import type { Destination, RecordedValues, RunRecord } from '../../model/index.js';

/** All of a run that comparisons are made of, as read back from the store. */
export interface ComparedRun {
  readonly record: RunRecord;
  readonly destinations: readonly Destination[];
  /** Destinations that there were beside those. */
  readonly destinationsLeft: number;
  /** Only of a run that recorded values, and came to its end. */
  readonly values?: RecordedValues;
}
