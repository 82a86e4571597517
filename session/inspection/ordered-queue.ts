/** Something that waits for its turn. */
export interface Step {
  /** Whether what comes after must not be looked at before this is done. */
  readonly holds: boolean;
  /** Bytes it keeps while it waits. */
  readonly bytes: number;
  /** Called when it is first in the queue, perhaps more than once. True when it is done; false: it will call `OrderedQueue.advance` when it can go on. */
  advance(): boolean;
}

export interface OrderedQueueOptions {
  /** A step threw: it counts as done. */
  readonly fault: (error: unknown) => void;
  /** The bytes that wait, whenever they have changed. */
  readonly waiting?: (bytes: number) => void;
  /** Milliseconds after which the rest of what became ready at once waits for the next turn of the event loop. */
  readonly turn?: number;
}

const defaultTurn = 4;

/** Steps in order of arrival, each when those before it are done, however long one of them takes. */
export class OrderedQueue {
  readonly #options: OrderedQueueOptions;
  #steps: Step[] = [];
  #first = 0;
  #bytes = 0;
  #holds = 0;
  #advancing = false;
  #scheduled = false;
  readonly #whenEmpty: (() => void)[] = [];

  constructor(options: OrderedQueueOptions) {
    this.#options = options;
  }

  get empty(): boolean {
    return this.#first === this.#steps.length;
  }

  /** Whether a step that waits holds what comes after it. */
  get held(): boolean {
    return this.#holds > 0;
  }

  add(step: Step): void {
    this.#steps.push(step);
    if (step.holds) this.#holds += 1;
    this.#count(step.bytes);
    if (this.#steps.length - this.#first === 1) this.advance();
  }

  /** Does what is ready. `atOnce`: all of it in this turn. */
  advance(atOnce = false): void {
    if (this.#advancing) return;
    this.#advancing = true;
    const end = atOnce ? Number.POSITIVE_INFINITY : performance.now() + (this.#options.turn ?? defaultTurn);
    while (!this.empty && this.#isDone(this.#steps[this.#first]!)) {
      const { holds, bytes } = this.#steps[this.#first]!;
      this.#first += 1;
      if (holds) this.#holds -= 1;
      this.#trim();
      this.#count(-bytes);
      if (!this.empty && performance.now() > end) {
        this.#later();
        break;
      }
    }
    this.#advancing = false;
    if (this.empty) for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }

  /** Resolves when nothing waits any more. */
  drained(): Promise<void> {
    return this.empty ? Promise.resolve() : new Promise((resolve) => this.#whenEmpty.push(resolve));
  }

  #isDone(step: Step): boolean {
    try {
      return step.advance();
    } catch (error) {
      this.#options.fault(error);
      return true;
    }
  }

  #later(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.advance();
    });
  }

  #trim(): void {
    if (this.#first < this.#steps.length && this.#first < 1024) return;
    this.#steps = this.#steps.slice(this.#first);
    this.#first = 0;
  }

  #count(bytes: number): void {
    this.#bytes += bytes;
    this.#options.waiting?.(this.#bytes);
  }
}
