import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { join } from 'node:path';
import { type CertificateAuthority, openAuthority } from '../../certs/index.js';

export interface Received {
  readonly scheme: 'http' | 'https';
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export type Respond = (request: Received, response: ServerResponse) => void;

export interface TestOrigins {
  readonly httpPort: number;
  readonly httpsPort: number;
  /** PEM file of the CA that signed the origin's certificate. */
  readonly caFile: string;
  readonly authority: CertificateAuthority;
  /** Everything that arrived, in order. */
  readonly received: Received[];
  close(): Promise<void>;
}

/** An `http://` and an `https://` origin on loopback, the latter with a certificate of a CA of its own for `name`. */
export async function startTestOrigins(folder: string, options: { name?: string; respond?: Respond } = {}): Promise<TestOrigins> {
  const { name = 'localhost', respond = answerOk } = options;
  const authority = openAuthority({ home: join(folder, 'origin-ca') });
  const leaf = authority.leafFor(name);
  const received: Received[] = [];
  const listener = (scheme: 'http' | 'https') => (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('error', () => response.destroy());
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const arrived: Received = { scheme, method, url, headers, body: Buffer.concat(chunks) };
      received.push(arrived);
      respond(arrived, response);
    });
  };
  const http = await listening(createHttpServer(listener('http')));
  const https = await listening(createHttpsServer({ cert: leaf.certificatePem, key: leaf.keyPem }, listener('https')));
  return {
    httpPort: http.port,
    httpsPort: https.port,
    caFile: authority.certificateFile,
    authority,
    received,
    close: async () => void (await Promise.all([http.close(), https.close()])),
  };
}

/** Starts a server on loopback and a free port; `close` cuts what is open. */
export async function listening(server: Server): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function answerOk(_request: Received, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"ok":true}');
}
