import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Observer } from '../../proxy/protocols/index.js';

/** A relay of bytes on loopback that shows an observer all that goes through it. One connection a tee. */
export interface Tee {
  readonly port: number;
  /** Settles when the connection is gone on both sides and the observer was closed. */
  readonly closed: Promise<void>;
  stop(): Promise<void>;
}

export async function startTee(target: number, observer: Observer): Promise<Tee> {
  let done: () => void;
  const closed = new Promise<void>((resolve) => {
    done = resolve;
  });
  const server = createServer({ allowHalfOpen: true }, (device) => {
    const origin = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    let open = 2;
    const relay = (from: Socket, to: Socket, direction: 'client-to-server' | 'server-to-client') => {
      from.on('data', (bytes) => {
        to.write(bytes);
        observer.observe(direction, bytes, Date.now());
      });
      from.on('end', () => {
        to.end();
        observer.end(direction, Date.now());
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open -= 1;
        if (open > 0) return;
        observer.close('ended', Date.now());
        done();
      });
    };
    relay(device, origin, 'client-to-server');
    relay(origin, device, 'server-to-client');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    closed,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
