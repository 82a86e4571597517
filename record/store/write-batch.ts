import type { Finding, Outcome, RunEnd, Step } from '../../model/index.js';
import type { ConnectionRecord } from '../connection-record.js';
import type { RecordFault } from '../record-fault.js';

/** What is written in one transaction. Each entry is JSON text: cheap to hand to a thread, and its size is known. */
export interface WriteBatch {
  /** {@link Finding}s. */
  readonly findings: readonly string[];
  /** An array of {@link ConnectionRecord}s, or nothing. */
  readonly connections?: string;
  /** {@link Step}s. */
  readonly steps: readonly string[];
  /** Written as they are, never read by the writer. */
  readonly values?: readonly ValueEntry[];
  /** {@link EndEntry}. */
  readonly end?: string;
}

/** One `RecordedPosition` or `RecordedField` as JSON, numbered within its kind. */
export interface ValueEntry {
  readonly kind: 'position' | 'field';
  readonly number: number;
  readonly json: string;
}

/** What {@link WriteBatch.end} holds. */
export interface EndEntry {
  readonly end: RunEnd;
  readonly outcome: Outcome;
}

/** What became of a batch. `stored` and not `logged`: committed, but its lines are not in the violation log. */
export type BatchResult =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'failed'; readonly stored: boolean; readonly fault: RecordFault };

/** The parsed form of a batch's entries. */
export interface BatchEntries {
  readonly findings: readonly Finding[];
  readonly connections: readonly ConnectionRecord[];
  readonly steps: readonly Step[];
  readonly end?: EndEntry;
}
