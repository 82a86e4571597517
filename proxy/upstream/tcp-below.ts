import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

const carriers = new WeakMap<Socket, Socket>();

/** Remembers which socket carries a TLSSocket of ours. */
export function carriedBy(secure: TLSSocket, socket: Socket): void {
  carriers.set(secure, socket);
}

/** The TCP socket at the bottom of a connection: itself, unless it is TLS to an upstream proxy. Only a TCP socket can be reset. */
export function tcpBelow(socket: Socket): Socket {
  let bottom = socket;
  for (let next = carriers.get(bottom); next !== undefined; next = carriers.get(bottom)) bottom = next;
  return bottom;
}
