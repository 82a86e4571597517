import type { Socket } from 'node:net';
import type { Connection } from '../../model/index.js';
import { neverUnhandled } from '../never-unhandled.js';
import { createHttp1Observer } from '../protocols/index.js';
import type { ProxyContext } from '../proxy-context.js';

/**
 * Puts an HTTP/1 observer on a cleartext socket that Node's HTTP client owns, so that it sees the real bytes in both directions,
 * each after it was written or delivered. Bytes are neither changed nor held. The registry ends the socket when idle or when the
 * run is over.
 */
export function teeSocket(context: ProxyContext, connection: Connection, socket: Socket): void {
  neverUnhandled(socket);
  // A kept connection that the origin has ended is of no use to the HTTP client, which does not look for that.
  socket.allowHalfOpen = false;
  connection.wire = 'cleartext';
  connection.interception = 'cleartext';
  context.ledger.opened(connection);
  const observer = context.observe(connection, createHttp1Observer);
  let closed = false;
  let failed = false;
  const registration = {
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
    context.ledger.closed(connection);
  };
  const sent = (chunk: unknown, encoding: unknown) => {
    const bytes = asBuffer(chunk, encoding);
    if (bytes === undefined || bytes.length === 0 || closed) return;
    const now = Date.now();
    registration.lastActive = now;
    connection.bytesFromClient += bytes.length;
    observer.observe('client-to-server', bytes, now);
  };
  // `end(chunk)` of a socket does not come by `write`: each is told where it passes, and only there.
  const { write, end } = socket;
  socket.write = ((chunk: unknown, encoding?: unknown, callback?: unknown) => {
    const flowing = Reflect.apply(write, socket, [chunk, encoding, callback]);
    sent(chunk, encoding);
    return flowing;
  }) as Socket['write'];
  socket.end = ((chunk?: unknown, encoding?: unknown, callback?: unknown) => {
    const result = Reflect.apply(end, socket, [chunk, encoding, callback]);
    sent(chunk, encoding);
    return result;
  }) as Socket['end'];
  socket.on('data', (chunk: Buffer) => {
    const now = Date.now();
    registration.lastActive = now;
    connection.bytesFromServer += chunk.length;
    // After this turn: the HTTP client's own listener, attached later, writes to the device first.
    queueMicrotask(() => {
      if (!closed) observer.observe('server-to-client', chunk, now);
    });
  });
  socket.on('end', () =>
    queueMicrotask(() => {
      if (!closed) observer.end('server-to-client', Date.now());
    }),
  );
  socket.on('error', () => {
    failed = true;
  });
  socket.on('close', () => queueMicrotask(() => close(failed ? 'reset' : 'ended')));
  context.relays.add(registration);
}

function asBuffer(chunk: unknown, encoding: unknown): Buffer | undefined {
  if (typeof chunk === 'string') return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
  return chunk instanceof Uint8Array ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : undefined;
}
