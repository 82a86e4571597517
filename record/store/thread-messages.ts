import type { RecordFault } from '../record-fault.js';
import type { BatchResult, WriteBatch } from './write-batch.js';

/** To the writer thread. */
export type ToWriterThread = { readonly kind: 'write'; readonly number: number; readonly batch: WriteBatch } | { readonly kind: 'close' };

/** From the writer thread: `ready` or `refused` once, then one `written` a batch. */
export type FromWriterThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly fault: RecordFault }
  | { readonly kind: 'written'; readonly number: number; readonly result: BatchResult };
