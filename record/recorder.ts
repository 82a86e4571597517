import type { Finding, Outcome, RecordedValues, RunEnd, Step } from '../model/index.js';
import type { ConnectionRecord } from './connection-record.js';
import type { RecordFault } from './record-fault.js';

/** What became of something handed to the recorder. `recorded`: committed to the store and, for a violation, written to its log. */
export type Receipt = { readonly kind: 'recorded' } | { readonly kind: 'not-recorded'; readonly fault: RecordFault };

/** A fault with how often it occurred. */
export interface CountedFault {
  readonly fault: RecordFault;
  readonly count: number;
}

/**
 * Writes one run. Nothing here throws or rejects: what could not be written shows in receipts and in `faults`, and a run with faults has
 * the verdict `error` (or `fail`), never `pass`.
 */
export interface Recorder {
  readonly runId: string;
  /**
   * Resolves once the finding would survive the death of this process. While the queue is full it waits for room first: a caller that
   * waits for the receipt is slowed down, and nothing is dropped. Findings of kind `pass` are counted elsewhere and not stored.
   */
  finding(finding: Finding): Promise<Receipt>;
  /** Adds or replaces the connection of that ID. Written within about 50 ms; dropped, with a `record-overloaded` fault, when the queue is full. */
  connection(connection: ConnectionRecord): void;
  /** Adds a step, or its end (same name and begin). */
  step(step: Step): void;
  /** What `--record-values` kept, once, before the end. One that cannot be written is a fault, as with everything else. */
  values(values: RecordedValues): void;
  /** Resolves when everything handed over so far has been written, or has failed. */
  flush(): Promise<void>;
  /**
   * Writes the end record, after everything else. The recorder's own faults are added to its `faults`; if there are any, an outcome of
   * `pass` or `inconclusive` is stored as `error`.
   */
  end(end: RunEnd, outcome: Outcome): Promise<Receipt>;
  /** One entry a cause, in order of first occurrence. */
  readonly faults: readonly CountedFault[];
  /** Writes what is left and lets go of the store. Later calls fail with `closed`. */
  close(): Promise<void>;
}
