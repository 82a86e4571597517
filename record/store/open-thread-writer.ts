import { Worker } from 'node:worker_threads';
import { assertNever } from '../../model/index.js';
import { RecordError, type RecordFault } from '../record-fault.js';
import type { StoreWriterOptions } from './store-writer.js';
import type { FromWriterThread, ToWriterThread } from './thread-messages.js';
import type { BatchResult } from './write-batch.js';
import type { WriterPort } from './writer-port.js';

/**
 * Starts the writer in a thread. Rejects with `RecordError` when the store cannot be opened. Later a thread that dies fails all batches
 * under way and to come with `thread-died`. The thread does not keep the process alive while it has nothing to write.
 */
export async function openThreadWriter(file: URL, options: StoreWriterOptions): Promise<WriterPort> {
  const thread = new Worker(file, { workerData: options });
  const waiting = new Map<number, (result: BatchResult) => void>();
  let died: RecordFault | undefined;
  let lastNumber = 0;

  const gone = new Promise<void>((resolve) => {
    const end = (reason: string): void => {
      died ??= { cause: 'thread-died', message: `the thread that writes the record ended: ${reason}` };
      for (const settle of waiting.values()) settle({ kind: 'failed', stored: false, fault: died });
      waiting.clear();
      resolve();
    };
    thread.on('error', (error) => end(error instanceof Error ? error.message : String(error)));
    thread.on('exit', (code) => end(`exit code ${code}`));
  });

  await new Promise<void>((resolve, reject) => {
    thread.on('message', (message: FromWriterThread) => {
      switch (message.kind) {
        case 'ready':
          resolve();
          return;
        case 'refused':
          reject(new RecordError(message.fault));
          return;
        case 'written':
          waiting.get(message.number)?.(message.result);
          waiting.delete(message.number);
          if (waiting.size === 0) thread.unref();
          return;
        default:
          assertNever(message);
      }
    });
    void gone.then(() => reject(new RecordError(died ?? { cause: 'thread-died', message: 'the thread that writes the record ended' })));
  });
  thread.unref();

  const send = (message: ToWriterThread): void => thread.postMessage(message);
  return {
    write: (batch) =>
      new Promise((resolve) => {
        if (died !== undefined) {
          resolve({ kind: 'failed', stored: false, fault: died });
          return;
        }
        lastNumber += 1;
        waiting.set(lastNumber, resolve);
        thread.ref();
        send({ kind: 'write', number: lastNumber, batch });
      }),
    close: async () => {
      if (died !== undefined) return;
      thread.ref();
      send({ kind: 'close' });
      await gone;
    },
  };
}
