import type { Socket } from 'node:net';
import type { Connection } from '../../model/index.js';
import { createHttp1Observer } from '../protocols/index.js';
import type { ProxyContext } from '../proxy-context.js';

/** A teed socket's life beside its owner: ended when idle or when the run is over. */
export interface Tee {
  /** True until a first byte from the origin arrived. */
  readonly silent: boolean;
}

/**
 * Puts an HTTP/1 observer on a cleartext socket that Node's HTTP client owns, so that it sees the real bytes in both directions,
 * each after it was written or delivered. Bytes are neither changed nor held.
 */
export function teeSocket(context: ProxyContext, connection: Connection, socket: Socket): Tee {
  connection.wire = 'cleartext';
  connection.interception = 'cleartext';
  context.options.events.opened(connection);
  const observer = createHttp1Observer(context.observerContext(connection));
  const state = { silent: true };
  let closed = false;
  let failed = false;
  const registration = {
    connection,
    lastActive: Date.now(),
    tick: (now: number) => observer.tick(now),
    stop: (how: 'run-over' | 'idle') => {
      close(how === 'run-over' ? 'run-over' : 'ended');
      socket.destroy();
    },
  };
  const close = (how: 'ended' | 'reset' | 'run-over') => {
    if (closed) return;
    closed = true;
    context.relays.remove(registration);
    observer.close(how, Date.now());
    context.options.events.closed(connection);
  };
  const sent = (bytes: Buffer) => {
    const now = Date.now();
    registration.lastActive = now;
    connection.bytesFromClient += bytes.length;
    if (!closed) observer.observe('client-to-server', bytes, now);
  };
  const asBuffer = (chunk: unknown, encoding: unknown): Buffer | undefined => {
    if (typeof chunk === 'string') return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
    return chunk instanceof Uint8Array ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : undefined;
  };
  const { write, end } = socket;
  socket.write = ((chunk: unknown, encoding?: unknown, callback?: unknown) => {
    const flowing = Reflect.apply(write, socket, [chunk, encoding, callback]);
    const bytes = asBuffer(chunk, encoding);
    if (bytes && bytes.length > 0) sent(bytes);
    return flowing;
  }) as Socket['write'];
  socket.end = ((chunk?: unknown, encoding?: unknown, callback?: unknown) => {
    // `end(chunk)` calls `write` internally only on the prototype's own path: the bytes are told here.
    const bytes = asBuffer(chunk, encoding);
    if (bytes && bytes.length > 0) {
      Reflect.apply(write, socket, [bytes]);
      sent(bytes);
      return Reflect.apply(end, socket, typeof callback === 'function' ? [callback] : []);
    }
    return Reflect.apply(end, socket, [chunk, encoding, callback]);
  }) as Socket['end'];
  socket.on('data', (chunk: Buffer) => {
    state.silent = false;
    const now = Date.now();
    registration.lastActive = now;
    connection.bytesFromServer += chunk.length;
    // After this turn: the HTTP client's own listener, attached later, writes to the device first.
    queueMicrotask(() => {
      if (!closed) observer.observe('server-to-client', chunk, now);
    });
  });
  socket.on('end', () => queueMicrotask(() => !closed && observer.end('server-to-client', Date.now())));
  socket.on('error', () => {
    failed = true;
  });
  socket.on('close', () => queueMicrotask(() => close(failed ? 'reset' : 'ended')));
  context.relays.add(registration);
  return state;
}
