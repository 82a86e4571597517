import { createSocket } from 'node:dgram';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { CertificateAuthority } from '../certs/index.js';
import type { DemoDatagramOrigin, DemoOrigin, DemoWebOrigin } from './scenario.js';

/** Running origins: `ports` by host. */
export interface Origins {
  readonly ports: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const bodyLimit = 1024 * 1024;

/** Starts each origin of a scenario on a free loopback port, with a certificate of the scenario's own CA for `https`. */
export async function startOrigins(origins: readonly DemoOrigin[], authority: CertificateAuthority): Promise<Origins> {
  const closers: (() => void)[] = [];
  const ports = new Map<string, number>();
  for (const origin of origins) {
    const { port, close } = origin.scheme === 'udp' ? await startDatagrams(origin) : await startWeb(origin, authority);
    closers.push(close);
    ports.set(origin.host, port);
  }
  return {
    ports,
    async close() {
      for (const close of closers) close();
    },
  };
}

interface Running {
  readonly port: number;
  close(): void;
}

async function startDatagrams(origin: DemoDatagramOrigin): Promise<Running> {
  const socket = createSocket('udp4');
  socket.on('message', (datagram, { address, port }) => socket.send(origin.answer(datagram), port, address));
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', resolve);
  });
  return { port: socket.address().port, close: () => socket.close() };
}

async function startWeb(origin: DemoWebOrigin, authority: CertificateAuthority): Promise<Running> {
  const listener = (request: IncomingMessage, response: ServerResponse) => serve(origin, request, response);
  const leaf = authority.leafFor(origin.host);
  const server =
    origin.scheme === 'https' ? createHttpsServer({ cert: leaf.certificatePem, key: leaf.keyPem }, listener) : createHttpServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function serve(origin: DemoWebOrigin, request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > bodyLimit) request.destroy();
    else chunks.push(chunk);
  });
  request.on('end', () => {
    const answer = origin.respond({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks),
    });
    response.writeHead(answer.status ?? 200, answer.headers);
    response.end(answer.body);
  });
}
