import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../../model/index.js';
import { faultOfError } from '../fault-of-error.js';
import { StoreWriter, type StoreWriterOptions } from './store-writer.js';
import type { FromWriterThread, ToWriterThread } from './thread-messages.js';

// The program of the writer thread; started by `openThreadWriter`, imported by nobody.

if (parentPort === null) throw new Error('writer-thread runs in a worker thread only');
void serve(parentPort);

/** Not at the top level: joined files are CommonJS, which has no `await` there. */
async function serve(port: MessagePort): Promise<void> {
  const send = (message: FromWriterThread): void => port.postMessage(message);
  try {
    const writer = await StoreWriter.open(workerData as StoreWriterOptions);
    port.on('message', (message: ToWriterThread) => {
      switch (message.kind) {
        case 'write':
          send({ kind: 'written', number: message.number, result: writer.write(message.batch) });
          return;
        case 'close':
          writer.close();
          port.close();
          return;
        default:
          assertNever(message);
      }
    });
    send({ kind: 'ready' });
  } catch (error) {
    send({ kind: 'refused', fault: faultOfError(error, 'open the record') });
  }
}
