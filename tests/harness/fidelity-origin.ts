import { gzipSync } from 'node:zlib';
import { goodTls, type RawOrigin, startRawOrigin } from './raw-origin.js';
import type { Wire } from './wire.js';

/** A request as the origin saw it. */
export interface SeenRequest {
  /** Which connection it came on, from 0. */
  readonly connection: number;
  /** The head's lines, latin1, request line first. */
  readonly lines: readonly string[];
  readonly method: string;
  readonly target: string;
  /** The body's bytes as on the wire, chunk framing included. */
  readonly body: Buffer;
}

export interface FidelityOrigin extends RawOrigin {
  readonly seen: SeenRequest[];
}

export const zipped = gzipSync(JSON.stringify({ hello: 'x'.repeat(5000) }));

const lines = (...text: string[]) => `${text.join('\r\n')}\r\n\r\n`;
/** What the origin says to each path, as it stands on the wire. Latin1. */
export const scripts = {
  '/plain': `${lines('HTTP/1.1 200 OK', 'Content-Length: 5')}hello`,
  '/dup': `${lines(
    'HTTP/1.1 200 Fine By Me',
    'X-Mixed-CASE: Val',
    'Set-Cookie: a=1',
    'Set-Cookie: b=2',
    'X-Dup: 1',
    'X-Dup: 2',
    'Content-Length: 2',
  )}ok`,
  '/hints': `${lines('HTTP/1.1 103 Early Hints', 'Link: </x>; rel=preload', 'x-ODD: 1') + lines('HTTP/1.1 200 OK', 'Content-Length: 2')}ok`,
  '/trailers': `${lines('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked', 'Trailer: X-Sum')}2\r\nok\r\n0\r\nX-Sum: abc\r\nx-more: 1\r\n\r\n`,
  '/head': lines('HTTP/1.1 200 OK', 'Content-Length: 12345', 'X-A: b'),
  '/304': lines('HTTP/1.1 304 Not Modified', 'ETag: "a"', 'Content-Length: 777'),
  '/204': lines('HTTP/1.1 204 No Content', 'X-A: b'),
  '/gzip-chunked': `${lines('HTTP/1.1 200 OK', 'Content-Encoding: gzip', 'Transfer-Encoding: chunked')}${zipped.length.toString(16)}\r\n${zipped.toString('latin1')}\r\n0\r\n\r\n`,
  '/gzip-length': lines('HTTP/1.1 200 OK', 'Content-Encoding: gzip', `Content-Length: ${zipped.length}`) + zipped.toString('latin1'),
  '/big-header': `${lines('HTTP/1.1 200 OK', `X-Big: ${'b'.repeat(12_000)}`, 'Content-Length: 2')}ok`,
  '/latin1': `${lines('HTTP/1.1 200 Gr\xfc\xdfe', 'X-Name: J\xfcrgen', 'Transfer-Encoding: chunked')}2\r\nok\r\n0\r\n\r\n`,
} as const;

/** A raw origin that answers by path, over TLS or in cleartext. It does not understand HTTP beyond request framing. */
export async function startFidelityOrigin(wire: 'tls' | 'cleartext'): Promise<FidelityOrigin> {
  const seen: SeenRequest[] = [];
  let connections = 0;
  const serve = (connection: Wire) => {
    const number = connections;
    connections += 1;
    answerRequests(connection, number, seen).catch((error: Error) => connection.socket.destroy(error));
  };
  const origin = await startRawOrigin(wire === 'tls' ? { tls: goodTls(), serve } : { serve });
  return Object.defineProperty(origin, 'seen', { value: seen }) as FidelityOrigin;
}

async function answerRequests(connection: Wire, number: number, seen: SeenRequest[]): Promise<void> {
  for (;;) {
    const request = await readRequest(connection, number);
    if (request === undefined) return;
    seen.push(request);
    await answer(connection, request);
  }
}

async function readRequest(connection: Wire, number: number): Promise<SeenRequest | undefined> {
  try {
    await connection.until('\r\n\r\n', 60_000);
  } catch (error) {
    if (connection.gone) {
      connection.socket.end();
      return undefined;
    }
    throw error;
  }
  const end = connection.text.indexOf('\r\n\r\n');
  const head = connection
    .take(end + 4)
    .toString('latin1', 0, end)
    .split('\r\n');
  const [method = '', target = ''] = head[0]!.split(' ');
  const header = (name: string) =>
    head
      .slice(1)
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim();
  if (header('expect')?.toLowerCase() === '100-continue') connection.write('HTTP/1.1 100 Continue\r\n\r\n');
  let body: Buffer = Buffer.alloc(0);
  if (header('transfer-encoding') !== undefined) {
    const text = await connection.until((got) => /(?:^|\r\n)0\r\n(?:[^\r]+\r\n)*\r\n/.test(got));
    const over = /(?:^|\r\n)0\r\n(?:[^\r]+\r\n)*\r\n/.exec(text)!;
    body = connection.take(over.index + over[0].length);
  } else if (header('content-length') !== undefined) {
    const length = Number(header('content-length'));
    await connection.until(length);
    body = connection.take(length);
  }
  return { connection: number, lines: head, method, target, body };
}

async function answer(connection: Wire, { target, method }: SeenRequest): Promise<void> {
  const path = target.replace(/^https?:\/\/[^/]+/, '').split('?')[0] ?? '';
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  switch (path) {
    case '/sse':
      connection.write('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n');
      for (const number of [1, 2, 3]) {
        await pause(150);
        connection.write(`9\r\ndata: ${number}\n\n\r\n`);
      }
      await pause(150);
      connection.write('0\r\n\r\n');
      return;
    case '/cut-length':
      connection.write(`HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n${'x'.repeat(500)}`);
      await pause(50);
      connection.socket.end();
      return;
    case '/cut-chunked':
      connection.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n');
      await pause(50);
      connection.socket.end();
      return;
    case '/drop':
      connection.socket.destroy();
      return;
    case '/until-close':
      connection.write('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nuntil close');
      connection.socket.end();
      return;
    case '/hang':
      await connection.left;
      return;
    default:
      connection.write(scripts[(method === 'HEAD' ? '/head' : path) as keyof typeof scripts] ?? scripts['/plain']);
  }
}
