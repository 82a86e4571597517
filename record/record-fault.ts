/**
 * Why the record could not be opened, written or read.
 * - `disk-full`, `unwritable`, `unreadable`, `io-error`: the file system refuses
 * - `corrupt`: the database is damaged, or no database; `newer-database`: written by a later version
 * - `busy`: another process held the database for too long
 * - `not-a-data-folder`: the folder belongs to something else
 * - `thread-died`: the writer thread ended; `record-overloaded`: rows came faster than they could be written, some were dropped
 * - `bad-run-id`, `run-exists`, `run-not-found`, `run-ambiguous`, `no-record`: about the run that was asked for
 * - `closed`: written to after it was closed
 * - `unexpected`: none of these; the message says what
 */
export type RecordFaultCause =
  | 'disk-full'
  | 'unwritable'
  | 'unreadable'
  | 'io-error'
  | 'corrupt'
  | 'newer-database'
  | 'busy'
  | 'not-a-data-folder'
  | 'thread-died'
  | 'record-overloaded'
  | 'bad-run-id'
  | 'run-exists'
  | 'run-not-found'
  | 'run-ambiguous'
  | 'no-record'
  | 'closed'
  | 'unexpected';

/** A failure of the record. `message` is one sentence for people, with what to do where that is known. Plain data: it crosses threads. */
export interface RecordFault {
  readonly cause: RecordFaultCause;
  readonly message: string;
}

/** Thrown where a record cannot be opened or read. While recording nothing throws: faults are receipts, and `Recorder.faults`. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
  readonly fault: RecordFault;

  constructor(fault: RecordFault, options?: ErrorOptions) {
    super(fault.message, options);
    this.fault = fault;
  }
}
