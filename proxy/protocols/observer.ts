import type { Connection, Direction, Exchange, Gap, Message, Wire } from '../../model/index.js';

/**
 * Reads one connection's bytes as messages. Sans-IO: bytes in, calls on the sink out; no socket, no timer, no promise, no clock
 * of its own (`now` is epoch milliseconds). Fed one sequence of (direction, bytes) in order of arrival, after the relay has
 * already written them. Never throws, whatever the bytes; what it cannot read beyond doubt becomes a gap, and it goes on as well as it can.
 */
export interface Observer {
  observe(direction: Direction, bytes: Buffer, now: number): void;
  /** That direction has ended in order (FIN, close_notify). Nothing may be fed in it afterwards; it would be ignored. */
  end(direction: Direction, now: number): void;
  /** The connection is gone (both ended, reset, or the run is over). Flushes everything open; nothing may be fed afterwards. */
  close(how: 'ended' | 'reset' | 'run-over', now: number): void;
  /** Called about once a second while the connection lives: judge what streams have brought since. */
  tick(now: number): void;
}

/** Where an observer's results go. Calls are synchronous; buffers in messages are valid only during the call unless copied. */
export interface ObserverSink {
  message(message: Message): void;
  exchange(exchange: Exchange): void;
  gap(gap: Gap): void;
}

/** What an observer knows of its connection. `wire` is that of the relayed leg. */
export interface ObserverContext {
  readonly connection: Connection;
  readonly wire: Wire;
  readonly sink: ObserverSink;
  readonly limits: ObserverLimits;
}

/** Bytes unless said otherwise. */
export interface ObserverLimits {
  /** Largest head that is read; a longer one is a gap. */
  readonly head: number;
  /** Largest body kept whole; beyond it the body is judged in windows. */
  readonly body: number;
  /** Size of a window, and how much of the one before each repeats, so that a value across the seam is found. */
  readonly window: number;
  readonly overlap: number;
  /** Largest number of requests waiting for a response (a count). */
  readonly pipelined: number;
  /** Largest amount held back while an Upgrade or CONNECT is undecided. */
  readonly held: number;
}

export const defaultObserverLimits: ObserverLimits = {
  head: 256 * 1024,
  body: 1024 * 1024,
  window: 64 * 1024,
  overlap: 4 * 1024,
  pipelined: 1024,
  held: 256 * 1024,
};
