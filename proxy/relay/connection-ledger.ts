import type { Connection } from '../../model/index.js';
import type { ProxyEvents } from '../proxy-options.js';

/**
 * Every connection from its making to its end. Sees to it that `opened` and `closed` are told exactly once each and in that order,
 * whatever became of the connection, and that an exception of the listener's ends here.
 */
export class ConnectionLedger {
  readonly #events: ProxyEvents;
  readonly #fault: (error: unknown) => void;
  readonly #live = new Map<Connection, 'new' | 'opened'>();
  readonly #waiting = new Set<() => void>();

  constructor(events: ProxyEvents, fault: (error: unknown) => void) {
    this.#events = events;
    this.#fault = fault;
  }

  get size(): number {
    return this.#live.size;
  }

  add(connection: Connection): void {
    this.#live.set(connection, 'new');
  }

  opened(connection: Connection): void {
    if (this.#live.get(connection) !== 'new') return;
    this.#live.set(connection, 'opened');
    try {
      this.#events.opened(connection);
    } catch (error) {
      this.#fault(error);
    }
  }

  closed(connection: Connection): void {
    if (!this.#live.has(connection)) return;
    this.opened(connection);
    this.#live.delete(connection);
    try {
      this.#events.closed(connection);
    } catch (error) {
      this.#fault(error);
    }
    if (this.#live.size > 0) return;
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Waits until every connection is closed. Those that are not after `limit` milliseconds are then told to be, so that a run's record is whole. */
  async settle(limit: number): Promise<void> {
    if (this.#live.size > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limit);
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    for (const connection of [...this.#live.keys()]) this.closed(connection);
  }
}
