import type { Decoded, Decoder } from '../../decode/index.js';
import type { Connection, Gap, Judgement, Message } from '../../model/index.js';
import type { ReadValues } from '../../record/index.js';
import type { CountedMessage } from '../../report/index.js';
import type { Judge } from '../../rules/index.js';
import type { OrderedQueueOptions } from './ordered-queue.js';
import type { ValueTap } from './value-tap.js';
import type { WorkerPool } from './worker-pool.js';

/**
 * Inspects messages: at once where they are small, in another thread where they are large. What is said of them, and all else that is
 * handed in, keeps the order of arrival: while one is under way, the rest waits.
 */
export interface Inspection {
  /** The message's buffers may change as soon as this returns. */
  message(connection: Connection, message: Message): void;
  /** Does something when all that came before was judged: now, if nothing is under way. `changes`: it may change what later messages need. */
  afterwards(act: () => void, changes?: boolean): void;
  /** The connection is gone: nothing will come of it any more. */
  gone(connection: Connection): void;
  readonly idle: boolean;
  /** Resolves when everything was judged; after `limit` milliseconds what is still under way becomes a gap. */
  settle(limit: number): Promise<void>;
  /** Ends the threads; what is under way becomes a gap. */
  close(): void;
}

/** Where results go. */
export interface InspectionSink {
  counted(message: CountedMessage, depth: Decoded['depth']): void;
  gaps(gaps: readonly Gap[]): void;
  judged(judgements: readonly Judgement[]): void;
  /** Of each message, where values are recorded; nothing where they could not be read. */
  values?(connection: Connection, message: Message, values: ReadValues | undefined): void;
  /** Inspecting threw. */
  failed(connection: Connection, messageId: string, error: unknown): void;
  /** So much waits that the relay should wait, too; or no more. */
  backlog(full: boolean): void;
  fault(error: unknown): void;
}

export interface InspectionOptions {
  readonly judge: Pick<Judge, 'need' | 'outline' | 'message'>;
  readonly decoder: Decoder;
  /** Absent: everything is inspected at once. */
  readonly pool: WorkerPool | undefined;
  readonly sink: InspectionSink;
  /** Values are recorded: every message is read, also where no rule could be violated by it. Its threads must do so, too. */
  readonly tap?: ValueTap;
  /** Milliseconds that a thread gets for one message, for what is said of one that took longer. */
  readonly jobLimit: number;
  readonly sizes?: Partial<InspectionSizes>;
  readonly turn?: OrderedQueueOptions['turn'];
}

/** Bytes. */
export interface InspectionSizes {
  /** Body from which on a message goes to a thread; `busy`: while inspecting takes much of this one's time. */
  readonly large: number;
  readonly busy: number;
  /** What may wait before the relay is told to, and what must be left before it goes on. */
  readonly full: number;
  readonly low: number;
}

/**
 * Handing a message to a thread and back costs this one 0.04 ms at 1 KiB, 0.05 to 0.15 ms at 16 KiB; inspecting 16 KiB here 0.4 ms where a scan decides,
 * 2 ms where they are read. It would pay from 2 KiB on, but small messages cost nobody anything here, and a thread's answer takes longer.
 */
export const inspectionSizes: InspectionSizes = {
  large: 16 * 1024,
  busy: 4 * 1024,
  full: 64 * 1024 * 1024,
  low: 32 * 1024 * 1024,
};
