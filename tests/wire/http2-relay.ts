import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { Direction } from '../../model/index.js';
import { createHttp2Observer, defaultObserverLimits, type ObserverLimits } from '../../proxy/protocols/index.js';
import { type Told, testConnection } from './feed.js';

/** A relay on loopback for one connection, whose bytes an HTTP/2 observer reads. */
export interface ObservedRelay {
  readonly port: number;
  readonly told: Told[];
  /** Resolves when both ends have gone and the observer is closed. */
  readonly closed: Promise<void>;
}

/** Relays one connection to `port`, telling what was observed. What is told while it flows is in `told` at once. */
export async function observedRelay(port: number, limits: Partial<ObserverLimits> = {}): Promise<ObservedRelay> {
  const told: Told[] = [];
  const observer = createHttp2Observer({
    connection: testConnection(),
    wire: 'cleartext',
    limits: { ...defaultObserverLimits, ...limits },
    sink: {
      message: (message) =>
        told.push({ kind: 'message', message: { ...message, body: { ...message.body, bytes: Buffer.from(message.body.bytes) } } }),
      exchange: (exchange) => told.push({ kind: 'exchange', exchange }),
      gap: (gap) => told.push({ kind: 'gap', gap }),
    },
  });
  let done: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    done = resolve;
  });
  const server = createServer({ allowHalfOpen: true }, (device) => {
    const origin = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let open = 2;
    const gone = () => {
      open -= 1;
      if (open > 0) return;
      observer.close('ended', Date.now());
      server.close();
      done();
    };
    pump(device, origin, 'client-to-server', gone);
    pump(origin, device, 'server-to-client', gone);
  });
  const pump = (from: Socket, to: Socket, direction: Direction, gone: () => void) => {
    from.on('data', (chunk: Buffer) => {
      to.write(chunk);
      observer.observe(direction, chunk, Date.now());
    });
    from.on('end', () => {
      to.end();
      observer.end(direction, Date.now());
    });
    from.on('error', () => to.destroy());
    from.on('close', gone);
  };
  await listening(server);
  return { port: (server.address() as AddressInfo).port, told, closed };
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}
