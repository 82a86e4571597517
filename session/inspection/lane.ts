import type { PlantedLater } from '../../rules/index.js';
import type { InspectionJob, LossCause, Outcome } from './inspection-job.js';
import type { InspectionThread, StartThread } from './start-thread.js';
import type { FromThread } from './thread-messages.js';

export interface LaneOptions {
  readonly start: StartThread;
  /** What was planted since the start; it only grows. */
  readonly plantedLater: () => readonly PlantedLater[];
  /** Milliseconds that one message may take, and that starting may take. */
  readonly jobLimit: number;
  readonly startLimit: number;
  /** A thread has no more use for a message's buffer. */
  readonly spare: (buffer: ArrayBuffer) => void;
  /** Once: the thread is gone. `begun` says whether it ever was there. */
  readonly ended: (lane: Lane, begun: boolean) => void;
}

/**
 * One thread and the jobs that wait for it, one after another: what has not begun stays here, so that a thread that dies takes one message
 * with it. A thread that takes too long is ended.
 */
export class Lane {
  readonly waiting: InspectionJob[] = [];
  dead = false;
  /** Bytes under way and waiting. */
  bytes = 0;
  readonly #options: LaneOptions;
  readonly #thread: InspectionThread;
  #ready = false;
  #current: InspectionJob | undefined;
  #currentBytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #planted = 0;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#thread = options.start({ message: (message) => this.#message(message), ended: (why) => this.end(why) });
    this.#arm(options.startLimit);
  }

  get idle(): boolean {
    return this.#current === undefined && this.waiting.length === 0;
  }

  add(job: InspectionJob): void {
    if (this.idle) this.#thread.busy(true);
    this.waiting.push(job);
    this.bytes += job.message.body.bytes.length;
    this.#next();
  }

  forget(messageIds: readonly string[]): void {
    if (!this.dead) this.#thread.send({ kind: 'forget', messageIds });
  }

  /** Ends the thread. The message it was at is lost; what waits is left to the pool. */
  end(cause: LossCause): void {
    if (this.dead) return;
    this.dead = true;
    clearTimeout(this.#timer);
    void this.#thread.terminate();
    const lost = this.#current;
    this.#current = undefined;
    if (lost?.route !== undefined) lost.route.lost = true;
    this.#options.ended(this, this.#ready);
    lost?.done({ kind: 'lost', cause });
  }

  #message(message: FromThread): void {
    if (this.dead) return;
    if (message.kind === 'ready') {
      this.#ready = true;
      clearTimeout(this.#timer);
      this.#next();
    } else {
      if (message.buffer !== undefined) this.#options.spare(message.buffer);
      this.#done(message.inspected);
    }
  }

  #done(outcome: Outcome): void {
    clearTimeout(this.#timer);
    const job = this.#current;
    this.#current = undefined;
    this.bytes -= this.#currentBytes;
    // First, so that the thread works while the outcome is judged.
    this.#next();
    if (this.idle) this.#thread.busy(false);
    job?.done(outcome);
  }

  #next(): void {
    if (!this.#ready || this.dead || this.#current !== undefined) return;
    const job = this.waiting.shift();
    if (job === undefined) return;
    this.#current = job;
    this.#currentBytes = job.message.body.bytes.length;
    if (job.route !== undefined) job.route.started = true;
    const planted = this.#options.plantedLater();
    if (planted.length > this.#planted) this.#thread.send({ kind: 'plant', values: planted.slice(this.#planted) });
    this.#planted = planted.length;
    this.#thread.send({ kind: 'inspect', message: job.message, task: job.task });
    this.#arm(this.#options.jobLimit);
  }

  /** In two halves: after a machine slept or a debugger stopped it, the thread gets another one before it is given up. */
  #arm(limit: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = setTimeout(() => this.end('stuck'), limit / 2);
    }, limit / 2);
  }
}
