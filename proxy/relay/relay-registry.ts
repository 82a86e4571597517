const tickInterval = 1_000;

/** What the registry keeps alive and ends: a relay, or an observed socket of the absolute-form path. */
export interface Registered {
  /** Epoch milliseconds of the last byte in either direction. */
  readonly lastActive: number;
  tick(now: number): void;
  stop(how: 'run-over' | 'idle'): void;
}

/** Every live relay, with one timer for all: stream windows are flushed and idle connections ended from here. */
export class RelayRegistry {
  readonly #relays = new Set<Registered>();
  readonly #timer: NodeJS.Timeout;

  /** `idleLimit` in milliseconds without a byte in either direction. */
  constructor(idleLimit: number) {
    this.#timer = setInterval(() => {
      const now = Date.now();
      for (const relay of this.#relays) {
        if (now - relay.lastActive > idleLimit) relay.stop('idle');
        else relay.tick(now);
      }
    }, tickInterval);
    this.#timer.unref();
  }

  get size(): number {
    return this.#relays.size;
  }

  add(relay: Registered): void {
    this.#relays.add(relay);
  }

  remove(relay: Registered): void {
    this.#relays.delete(relay);
  }

  stopAll(): void {
    clearInterval(this.#timer);
    for (const relay of [...this.#relays]) relay.stop('run-over');
  }
}
