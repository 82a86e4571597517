import type { Connection } from '../model/index.js';
import type { ProxyEvents } from '../proxy/index.js';
import { OrderedQueue } from './inspection/ordered-queue.js';
import { ownMessage } from './inspection/own-message.js';

type Told = Pick<ProxyEvents, 'opened' | 'closed' | 'sink'>;

export interface EventsInOrderOptions {
  readonly fault: (error: unknown) => void;
  /** So much waits that the relay should wait, too; or no more. */
  readonly backlog: (full: boolean) => void;
  /** Bytes that may wait before that, and what must be left before it goes on. */
  readonly full?: number;
  readonly low?: number;
}

/** What the proxy tells, once the connection it speaks of is known as well as it will be. */
export interface EventsInOrder {
  readonly events: Told & Pick<ProxyEvents, 'named'>;
  /** Nothing waits. */
  readonly idle: boolean;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
}

/**
 * Passes events on at once, but those of a connection whose name is still being followed when it is settled, and all that come after them
 * then, so that one order holds for the whole run: what a rule of steps or exchanges sees first, came first. The relay goes on meanwhile.
 */
export function eventsInOrder(told: Told, { fault, backlog, full = 32 * 2 ** 20, low = full / 2 }: EventsInOrderOptions): EventsInOrder {
  const pending = new Set<Connection>();
  let held = false;
  const queue = new OrderedQueue({
    fault,
    waiting: (bytes) => {
      if (held ? bytes > low : bytes <= full) return;
      held = !held;
      backlog(held);
    },
  });
  const tell = (connection: Connection, act: () => void, bytes = 0): void => {
    queue.add({
      holds: false,
      bytes,
      advance: () => {
        if (pending.has(connection)) return false;
        act();
        return true;
      },
    });
  };
  /** Nothing has to wait: then a message need not be copied. */
  const passes = (connection: Connection): boolean => queue.empty && !pending.has(connection);
  return {
    events: {
      named(connection, settled) {
        pending.add(connection);
        void settled.then(() => {
          pending.delete(connection);
          queue.advance();
        });
      },
      opened: (connection) => (passes(connection) ? told.opened(connection) : tell(connection, () => told.opened(connection))),
      closed: (connection) => (passes(connection) ? told.closed(connection) : tell(connection, () => told.closed(connection))),
      sink(connection) {
        const sink = told.sink(connection);
        return {
          message(message) {
            if (passes(connection)) return sink.message(message);
            const own = ownMessage(message);
            tell(connection, () => sink.message(own), own.body.bytes.length);
          },
          exchange: (exchange) => (passes(connection) ? sink.exchange(exchange) : tell(connection, () => sink.exchange(exchange))),
          gap: (gap) => (passes(connection) ? sink.gap(gap) : tell(connection, () => sink.gap(gap))),
        };
      },
    },
    get idle() {
      return queue.empty;
    },
    settled: () => queue.drained(),
  };
}
