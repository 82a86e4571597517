import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { listening } from './origins.js';
import { dialProxy } from './raw-device.js';
import type { Wire } from './wire.js';

/** Sends bytes to Node's HTTP server, whose answer `respond` makes, and returns the connection. Both end with the test. */
export async function askNode(
  respond: (request: IncomingMessage, response: ServerResponse) => void,
  bytes = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
): Promise<Wire> {
  const server = await listening(createServer({ keepAliveTimeout: 30_000 }, respond));
  onTestFinished(() => server.close());
  const wire = await dialProxy(server.port);
  onTestFinished(() => void wire.socket.destroy());
  return wire.write(bytes);
}
