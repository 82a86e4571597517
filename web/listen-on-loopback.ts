import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Opens the server on 127.0.0.1 and a free port, which it resolves to. Rejects only when that cannot be done. Requests that are not
 * HTTP are dropped without an answer; later errors of the server itself go to `onFault`.
 */
export async function listenOnLoopback(server: Server, onFault: (error: unknown) => void): Promise<number> {
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', onFault);
  return (server.address() as AddressInfo).port;
}
