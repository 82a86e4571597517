import type { BatchResult, WriteBatch } from './write-batch.js';

/** The way to the writer, in a thread or not. `write` never rejects; batches are written in order. */
export interface WriterPort {
  write(batch: WriteBatch): Promise<BatchResult>;
  /** Closes the store; what was handed to `write` before is written first. */
  close(): Promise<void>;
}
