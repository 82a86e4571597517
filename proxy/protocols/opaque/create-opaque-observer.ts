import type { Direction, GapReason } from '../../../model/index.js';
import type { Observer, ObserverContext } from '../observer.js';
import { WindowedStream } from '../windowed-stream.js';

export interface OpaqueOptions {
  /** Said once at the start, when scanning bytes is less than the protocol would allow. `detail` holds no values. */
  readonly gap?: { readonly reason: GapReason; readonly detail: string };
  /** What message ids begin with, when the stream is a part of a connection (an inner tunnel); else the connection's id. */
  readonly idPrefix?: string;
}

/**
 * Observes a stream nobody can read as messages: each direction is one message of kind `opaque`, in windows with overlap
 * (ids `c7-s-out` for client to server, `c7-s-in`), judged when full, at every tick and at the end.
 * `startedDateTime` is when a window's first new byte came. Keeps at most `limits.window` bytes a direction.
 */
export function createOpaqueObserver(context: ObserverContext, options: OpaqueOptions = {}): Observer {
  const { connection, sink } = context;
  if (options.gap !== undefined) sink.gap({ reason: options.gap.reason, connectionId: connection.id, detail: options.gap.detail });
  const prefix = options.idPrefix ?? connection.id;
  const out = new OpaqueDirection(context, 'client-to-server', `${prefix}-s-out`);
  const back = new OpaqueDirection(context, 'server-to-client', `${prefix}-s-in`);
  const of = (direction: Direction) => (direction === 'client-to-server' ? out : back);
  return {
    observe: (direction, bytes, now) => of(direction).push(bytes, now),
    end: (direction) => of(direction).finish(false),
    close: (how) => {
      out.finish(how === 'reset');
      back.finish(how === 'reset');
    },
    tick: () => {
      out.flush();
      back.flush();
    },
  };
}

class OpaqueDirection {
  readonly #stream: WindowedStream;
  #startedDateTime = 0;
  #now = 0;
  #finished = false;
  #cancelled = false;

  constructor(context: ObserverContext, direction: Direction, id: string) {
    const { connection, wire, sink, limits } = context;
    this.#stream = new WindowedStream(limits, (bytes, index, offset, size, last) => {
      sink.message({
        id,
        connectionId: connection.id,
        kind: 'opaque',
        direction,
        startedDateTime: this.#startedDateTime,
        wire,
        body: { bytes, size, truncated: false },
        window: { index, offset, last },
        cancelled: last && this.#cancelled ? true : undefined,
      });
      this.#startedDateTime = this.#now;
    });
  }

  push(bytes: Buffer, now: number): void {
    if (this.#finished) return;
    this.#now = now;
    if (!this.#stream.hasFresh) this.#startedDateTime = now;
    this.#stream.push(bytes);
  }

  flush(): void {
    this.#stream.flush();
  }

  finish(cancelled: boolean): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#cancelled = cancelled;
    this.#stream.finish();
  }
}
