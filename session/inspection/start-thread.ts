import { Worker } from 'node:worker_threads';
import type { FromThread, ThreadOptions, ToThread } from './thread-messages.js';

/** Why a thread is gone. */
export type ThreadEnd = 'crashed' | 'out-of-memory';

export interface ThreadEvents {
  message(message: FromThread): void;
  /** Once. */
  ended(why: ThreadEnd): void;
}

/** A thread that inspects. It keeps the process alive only while it is `busy`. */
export interface InspectionThread {
  send(message: ToThread): void;
  busy(busy: boolean): void;
  terminate(): Promise<void>;
}

export type StartThread = (events: ThreadEvents) => InspectionThread;

/** Most that a thread's heap may grow to, in MiB: what decoding may yield many times over. Buffers are beside it, and bounded by the decoder. */
const mostHeap = 768;

/** Starts threads of the program in `file`. What a thread prints, it prints; its errors are told by their kind only. */
export function threadStarter(file: URL, options: ThreadOptions): StartThread {
  return (events) => {
    const thread = new Worker(file, { workerData: options, resourceLimits: { maxOldGenerationSizeMb: mostHeap } });
    let gone = false;
    const end = (why: ThreadEnd): void => {
      if (gone) return;
      gone = true;
      events.ended(why);
    };
    thread.on('message', (message: FromThread) => events.message(message));
    thread.on('messageerror', () => end('crashed'));
    thread.on('error', (error: NodeJS.ErrnoException) => end(error?.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'crashed'));
    thread.on('exit', () => end('crashed'));
    thread.unref();
    return {
      send: (message) => {
        if (message.kind === 'inspect') thread.postMessage(message, [ownBuffer(message.message.body.bytes)]);
        else thread.postMessage(message);
      },
      busy: (busy) => {
        if (busy) thread.ref();
        else thread.unref();
      },
      terminate: async () => {
        await thread.terminate();
      },
    };
  };
}

/** Made by `ownMessage`, so nobody else has a part of it. */
function ownBuffer({ buffer }: Buffer): ArrayBuffer {
  if (!(buffer instanceof ArrayBuffer)) throw new TypeError('shared memory cannot be handed over');
  return buffer;
}
