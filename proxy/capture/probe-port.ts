import { createServer } from 'node:net';
import { ProxyStartError } from '../proxy-options.js';

/**
 * Finds out whether an address can be listened on, with an error that says what to do. http-mitm-proxy never tells its
 * caller when listening fails, hence the try before. Port 0 is always free.
 */
export function probePort(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => reject(startError(error, host, port)));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

function startError(error: NodeJS.ErrnoException, host: string, port: number): ProxyStartError {
  switch (error.code) {
    case 'EADDRINUSE':
      return new ProxyStartError(`port ${port} on ${host} is taken: stop what uses it, or choose another with --port`, 'port-taken');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ProxyStartError(
        `${host} is not an address of this machine: choose one with --host, or use --lan`,
        'address-not-available',
      );
    case 'EACCES':
      return new ProxyStartError(`listening on port ${port} is not permitted: choose a port above 1023 with --port`, 'not-permitted');
    default:
      return new ProxyStartError(`cannot listen on ${host}:${port} (${error.code ?? error.message})`, 'other');
  }
}
