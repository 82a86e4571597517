import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectThroughProxy } from '../../../proxy/upstream/connect-through-proxy.js';
import { DialError } from '../../../proxy/upstream/dial-error.js';
import { startRawOrigin } from '../../harness/raw-origin.js';
import type { Wire } from '../../harness/wire.js';

type Options = { host?: string; authorization?: string; timeout?: number; signal?: AbortSignal };

/** Asks an upstream proxy that answers with `answer` once it has read the request. */
async function ask(answer: (proxy: Wire) => void, { host = 'origin.test', authorization, timeout = 10_000, signal }: Options = {}) {
  const server = await startRawOrigin({
    serve: (wire) => {
      void wire.until('\r\n\r\n').then(
        () => answer(wire),
        () => wire.socket.destroy(),
      );
    },
  });
  onTestFinished(() => server.close());
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  await new Promise((done) => socket.once('connect', done));
  onTestFinished(() => void socket.destroy());
  const upstream = { kind: 'http', host: 'proxy.test', port: 3128, ...(authorization === undefined ? {} : { authorization }) } as const;
  const outcome = await connectThroughProxy(socket, { host, port: 443 }, upstream, { timeout, signal }).then(
    () => undefined,
    (error: unknown) => error as DialError,
  );
  return { outcome, socket, proxy: server.connections[0] };
}

const saying = (text: string) => (proxy: Wire) => void proxy.write(text);

describe('the request', () => {
  it.each([
    ['origin.test', 'origin.test:443'],
    ['2001:db8::1', '[2001:db8::1]:443'],
  ])('for %s names %s', async (host, authority) => {
    const { proxy } = await ask(saying('HTTP/1.1 200 OK\r\n\r\n'), { host });
    expect(proxy?.text).toBe(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  });

  it('carries the credentials', async () => {
    const { proxy } = await ask(saying('HTTP/1.1 200 OK\r\n\r\n'), { authorization: 'Basic dTpw' });
    expect(proxy?.text).toContain('\r\nProxy-Authorization: Basic dTpw\r\n\r\n');
  });
});

describe('a tunnel', () => {
  it.each([
    ['200', 'HTTP/1.1 200 Connection established\r\nX: y\r\n\r\n'],
    ['HTTP/1.0', 'HTTP/1.0 200\r\n\r\n'],
    ['another 2xx', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['200 behind an interim answer', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'],
  ])('is open with %s', async (_name, text) => {
    const { outcome, socket } = await ask(saying(text));
    expect(outcome).toBeUndefined();
    expect([socket.destroyed, socket.isPaused(), socket.listenerCount('data')]).toEqual([false, true, 0]);
  });

  it('is open with an answer in pieces', async () => {
    const { outcome } = await ask(async (proxy) => {
      for (const piece of ['HTTP/1.1 2', '00 OK\r', '\n\r', '\n']) {
        proxy.write(piece);
        await new Promise((done) => setTimeout(done, 5));
      }
    });
    expect(outcome).toBeUndefined();
  });

  it('keeps what came behind the answer, in order', async () => {
    const { socket, proxy } = await ask(saying('HTTP/1.1 200 OK\r\n\r\n220 mail\r\n\r\n'));
    proxy?.write('more');
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      if (text.endsWith('more')) socket.destroy();
    });
    socket.resume();
    await new Promise((done) => socket.once('close', done));
    expect(text).toBe('220 mail\r\n\r\nmore');
  });
});

describe('no tunnel', () => {
  it.each<[string, (proxy: Wire) => void, string, string]>([
    [
      'with 407',
      saying('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
      'upstream-proxy-refused',
      'refused origin.test:443 with status 407',
    ],
    ['with a redirect', saying('HTTP/1.1 302 Found\r\n\r\n'), 'upstream-proxy-refused', 'status 302'],
    ['with garbage', saying('SSH-2.0-x\r\n\r\n'), 'upstream-proxy-refused', 'status (none)'],
    ['with a version it cannot mean', saying('HTTP/2 200\r\n\r\n'), 'upstream-proxy-refused', 'status (none)'],
    ['with an endless head', saying(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20_000)}`), 'protocol-error', 'an endless head'],
    ['with endless garbage', saying('\0'.repeat(100_000)), 'protocol-error', 'an endless head'],
    ['when it ends', (proxy) => void proxy.socket.end(), 'upstream-proxy-refused', 'without an answer'],
    [
      'when it ends within its answer',
      (proxy) => void proxy.socket.end('HTTP/1.1 200 OK\r\n'),
      'upstream-proxy-refused',
      'without an answer',
    ],
    ['when it resets', (proxy) => void proxy.socket.resetAndDestroy(), 'reset', 'failed'],
  ])('%s: the socket is gone', async (_name, answer, failure, text) => {
    const { outcome, socket } = await ask(answer);
    expect(outcome).toBeInstanceOf(DialError);
    expect(outcome).toMatchObject({ failure, attempts: [] });
    expect(outcome?.message).toMatch(/^upstream proxy proxy\.test:3128 /);
    expect(outcome?.message).toContain(text);
    expect(socket.destroyed).toBe(true);
  });

  it('when it never answers', async () => {
    const { outcome, socket } = await ask(() => undefined, { timeout: 60 });
    expect(outcome).toMatchObject({ failure: 'timeout', message: expect.stringContaining('within 60 ms') });
    expect(socket.destroyed).toBe(true);
  });

  it.each(['before', 'meanwhile'])('when given up %s', async (when) => {
    const controller = new AbortController();
    if (when === 'before') controller.abort();
    const { outcome, socket } = await ask(() => controller.abort(), { signal: controller.signal });
    expect(outcome).toMatchObject({ failure: 'closed-before-first-byte' });
    expect(socket.destroyed).toBe(true);
  });
});
