import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { testAuthority } from './test-authorities.js';
import { Wire } from './wire.js';

export interface RawOrigin {
  readonly port: number;
  /** Every connection that came (after its handshake, with TLS), in order. */
  readonly connections: Wire[];
  /** The next connection that is not taken yet. */
  next(): Promise<Wire>;
  /** TCP connections open right now. */
  readonly open: number;
  close(): Promise<void>;
}

/** What an origin presents by default: a good certificate for `origin.test` and loopback, HTTP/1.1. */
export function goodTls(name = 'origin.test'): TlsOptions {
  const leaf = testAuthority('origin').leafFor(name);
  return { cert: leaf.certificatePem, key: leaf.keyPem, ALPNProtocols: ['http/1.1'] };
}

/**
 * A server on loopback that gives raw bytes to the test. `serve` is called for each connection. Half-open connections stay, unless
 * `halfOpen` is false.
 */
export async function startRawOrigin(
  options: {
    readonly tls?: TlsOptions;
    readonly host?: string;
    readonly port?: number;
    readonly halfOpen?: boolean;
    readonly serve?: (wire: Wire) => void;
  } = {},
): Promise<RawOrigin> {
  const allowHalfOpen = options.halfOpen ?? true;
  const connections: Wire[] = [];
  const sockets = new Set<Socket>();
  const waiting: ((wire: Wire) => void)[] = [];
  let taken = 0;
  const onConnection = (socket: Socket) => {
    const wire = new Wire(socket);
    connections.push(wire);
    options.serve?.(wire);
    const waiter = waiting.shift();
    if (waiter) {
      taken += 1;
      waiter(wire);
    }
  };
  const server = options.tls
    ? createTlsServer({ ...options.tls, allowHalfOpen } as TlsOptions, onConnection)
    : createServer({ allowHalfOpen, noDelay: true }, onConnection);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections,
    next() {
      const wire = connections[taken];
      if (wire === undefined) return new Promise((resolve) => waiting.push(resolve));
      taken += 1;
      return Promise.resolve(wire);
    },
    get open() {
      return sockets.size;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
