import type { InspectionJob } from './inspection-job.js';
import { Lane, type LaneOptions } from './lane.js';
import { SpareBuffers } from './spare-buffers.js';

/** Threads that inspect, started when they are first needed. */
export interface WorkerPool {
  /** False once threads cannot be started: then what is submitted comes back as it was. */
  readonly usable: boolean;
  /** Buffers for messages that are submitted: those that threads handed back. */
  readonly spare: Pick<SpareBuffers, 'take'>;
  /** Windows of one message go to one thread, in order; messages that come whole, to the one with least to do. */
  submit(job: InspectionJob): void;
  /** The connection of these messages is gone: threads may drop their state. */
  forget(messageIds: readonly string[]): void;
  /** Ends all threads. What has not been inspected is lost. */
  close(): void;
}

export interface WorkerPoolOptions extends Omit<LaneOptions, 'ended' | 'spare'> {
  /** Threads at most. */
  readonly count: number;
}

/** Starts that may fail in a row before it is given up. */
const mostFailures = 2;

export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  return new Pool(options);
}

class Pool implements WorkerPool {
  readonly spare = new SpareBuffers();
  readonly #options: WorkerPoolOptions;
  readonly #lanes: Lane[] = [];
  #failures = 0;
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    this.#options = options;
  }

  get usable(): boolean {
    return !this.#closed && this.#failures < mostFailures;
  }

  submit(job: InspectionJob): void {
    const { route } = job;
    if (route?.lost || (route?.started && route.lane?.dead !== false)) {
      route.lost = true;
      job.done({ kind: 'lost', cause: 'earlier-part' });
      return;
    }
    if (this.#closed) {
      job.done({ kind: 'lost', cause: 'run-over' });
      return;
    }
    const known = this.#lanes.find((lane) => lane === route?.lane);
    const lane = known ?? (this.usable ? this.#freest() : undefined);
    if (lane === undefined) {
      job.done({ kind: 'returned' });
      return;
    }
    if (route !== undefined) route.lane = lane;
    lane.add(job);
  }

  forget(messageIds: readonly string[]): void {
    for (const lane of this.#lanes) lane.forget(messageIds);
  }

  close(): void {
    this.#closed = true;
    for (const lane of [...this.#lanes]) lane.end('run-over');
  }

  #freest(): Lane | undefined {
    const [first, ...others] = this.#lanes;
    const least = others.reduce((best, lane) => (best !== undefined && lane.bytes >= best.bytes ? best : lane), first);
    if (least?.idle || this.#lanes.length >= this.#options.count) return least;
    try {
      const spare = (buffer: ArrayBuffer): void => this.spare.give(buffer);
      const lane = new Lane({ ...this.#options, spare, ended: (gone, begun) => this.#ended(gone, begun) });
      this.#lanes.push(lane);
      return lane;
    } catch {
      // No more threads may be had: those there are do the work, or the relay's does.
      if (least === undefined) this.#failures = mostFailures;
      return least;
    }
  }

  #ended(lane: Lane, begun: boolean): void {
    this.#lanes.splice(this.#lanes.indexOf(lane), 1);
    this.#failures = begun ? 0 : this.#failures + 1;
    const waiting = lane.waiting.splice(0);
    for (const job of waiting) this.submit(job);
  }
}
