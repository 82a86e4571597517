import { once } from 'node:events';
import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { observedRelay } from '../../../wire/http2-relay.js';
import { describeHttp2 } from '../../../wire/http2-told.js';

/** Node's own HTTP/2 at both ends (nghttp2): Huffman coding, table sizes, padding and all, as they come. */
async function between(
  onStream: (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => void,
  act: (session: http2.ClientHttp2Session) => Promise<void>,
  options: http2.ServerOptions = {},
) {
  const server = http2.createServer(options);
  server.on('stream', onStream);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const relay = await observedRelay((server.address() as AddressInfo).port);
  const session = http2.connect(`http://127.0.0.1:${relay.port}`, { settings: { headerTableSize: 16_384, enablePush: true } });
  try {
    await act(session);
  } finally {
    session.close();
    await relay.closed;
    server.close();
  }
  return relay.told;
}

async function ask(session: http2.ClientHttp2Session, headers: http2.OutgoingHttpHeaders, body?: Buffer | string): Promise<void> {
  const request = session.request(headers, { endStream: body === undefined });
  request.resume();
  if (body !== undefined) request.end(body);
  await once(request, 'close');
}

describe('real traffic of HTTP/2', () => {
  it('has many streams at a time read right, with changing fields', async () => {
    const odd = Array.from({ length: 224 }, (_, index) => String.fromCharCode(index + 32))
      .join('')
      .replace('\x7f', '');
    const told = await between(
      (stream, headers) => {
        stream.respond(
          { ':status': 200, 'x-echo': headers['x-id'], 'x-odd': odd, 'set-cookie': ['a=1', 'b=2'] },
          { waitForTrailers: true },
        );
        stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': headers['x-id'] as string }));
        stream.pipe(stream);
      },
      async (session) => {
        const rounds = Array.from({ length: 200 }, (_, index) => index);
        await Promise.all(
          rounds.map((index) =>
            ask(
              session,
              {
                ':method': 'POST',
                ':path': `/${index}?q=${'x'.repeat(index % 50)}`,
                'x-id': `id ${index}`,
                [`x-name-${index % 70}`]: 'v'.repeat(index),
              },
              'b'.repeat(index * 10),
            ),
          ),
        );
      },
      { settings: { headerTableSize: 256 }, paddingStrategy: http2.constants.PADDING_STRATEGY_MAX },
    );
    const lines = describeHttp2(told);
    expect(lines.filter((line) => line.startsWith('gap') || line.startsWith('c7-f') || line.endsWith('incomplete'))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('exchange'))).toHaveLength(200);
    const messages = told.flatMap((event) => (event.kind === 'message' ? [event.message] : []));
    for (const { request, response, body, trailers } of messages) {
      if (request === undefined || response === undefined) continue;
      const index = Number(/^\/(\d+)/.exec(request.target)?.[1]);
      expect(body.size).toBe(index * 10);
      expect(trailers).toEqual(['x-sum', `id ${index}`]);
      const { headers } = response;
      expect(headers[headers.indexOf('x-echo') + 1]).toBe(`id ${index}`);
      expect(headers[headers.indexOf('x-odd') + 1]).toBe(odd);
      expect(headers.filter((_, at) => headers[at - 1] === 'set-cookie')).toEqual(['a=1', 'b=2']);
      expect(request.headers[request.headers.indexOf('x-id') + 1]).toBe(`id ${index}`);
    }
  });

  it('has pushes, interim responses, resets and large bodies in it', async () => {
    const told = await between(
      (stream, headers) => {
        switch (headers[':path']) {
          case '/push':
            stream.additionalHeaders({ ':status': 103, link: '</a>' });
            stream.pushStream({ ':path': '/pushed' }, (error, pushed) => {
              if (error !== null) throw error;
              pushed.respond({ ':status': 200 });
              pushed.end('pushed');
            });
            stream.respond({ ':status': 200 });
            stream.end('done');
            return;
          case '/large':
            stream.respond({ ':status': 200 });
            stream.end(Buffer.alloc(3_000_000, 'z'));
            return;
          default:
            stream.respond({ ':status': 200 });
            stream.write('part');
        }
      },
      async (session) => {
        session.on('stream', (pushed) => pushed.resume());
        await ask(session, { ':path': '/push' });
        await ask(session, { ':path': '/large' });
        const request = session.request({ ':path': '/reset' });
        request.on('data', () => request.close(http2.constants.NGHTTP2_CANCEL));
        await once(request, 'close');
      },
    );
    const lines = describeHttp2(told).map((line) => line.replace(/z{100,}/, (run) => `z×${run.length}`));
    expect(lines).toContain('c7-x1-i1 103');
    expect(lines).toContain('c7-x2-q GET /pushed');
    expect(lines).toContain('c7-x2-r 200 "pushed"');
    expect(lines).toContain('c7-x3-r 200 "z×3000000"');
    expect(lines).toContain('c7-x4-r 200 "part" cancelled');
    expect(lines).toContain('exchange c7-x4 200 incomplete');
    expect(lines.filter((line) => line.startsWith('gap') || line.startsWith('c7-f'))).toEqual([]);
  });
});
