import { createHash } from 'node:crypto';
import { createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from 'node:http2';
import { listening } from './origins.js';
import { testAuthority } from './test-authorities.js';

export interface Http2Origin {
  readonly port: number;
  /** What arrived: method, path and a hash of the body, in order of their ends. */
  readonly received: string[];
  close(): Promise<void>;
}

/**
 * An HTTP/2 origin (HTTP/1.1 for those who do not offer h2) for `localhost`:
 * `/echo` answers with the body; `/trailers` with two trailers, one of them `value`; `/big/N` with N bytes; `/slow` with ten pieces, one a turn;
 * `/hint` with 103 first; everything else with the method and path.
 */
export async function startHttp2Origin(value: string): Promise<Http2Origin> {
  const leaf = testAuthority('origin').leafFor('localhost');
  const received: string[] = [];
  const server = createSecureServer({ allowHTTP1: true, cert: leaf.certificatePem, key: leaf.keyPem }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => response.destroy());
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      received.push(`${request.method} ${request.url} ${createHash('sha256').update(body).digest('hex').slice(0, 16)}`);
      void answer(request, response, body, value);
    });
  });
  const { port, close } = await listening(server);
  return { port, received, close };
}

async function answer(request: Http2ServerRequest, response: Http2ServerResponse, body: Buffer, value: string): Promise<void> {
  const { url } = request;
  response.setHeader('date', 'Thu, 01 Jan 2026 00:00:00 GMT');
  if (url === '/echo') {
    response.writeHead(200, { 'content-type': String(request.headers['content-type'] ?? 'text/plain') });
    response.end(body);
  } else if (url === '/trailers') {
    response.writeHead(200, { 'content-type': 'application/json', trailer: 'x-checksum, x-user' });
    response.addTrailers({ 'x-checksum': 'abc123', 'x-user': value });
    response.end('{"ok":true}');
  } else if (url.startsWith('/big/')) {
    response.end(Buffer.alloc(Number(url.slice(5)), 'plain '));
  } else if (url.startsWith('/slow')) {
    for (let piece = 0; piece < 10; piece += 1) {
      response.write(`piece ${piece}\n`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    response.end();
  } else {
    response.end(`${request.method} ${url}\n`);
  }
}
