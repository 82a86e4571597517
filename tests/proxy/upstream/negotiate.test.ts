import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DialError } from '../../../proxy/upstream/dial-error.js';
import { negotiate, type ProxyAnswer, type ProxyDialogue } from '../../../proxy/upstream/negotiate.js';
import { startRawOrigin } from '../../harness/raw-origin.js';
import type { Wire } from '../../harness/wire.js';

/** Sends `?`, answers every `more` with `+`, opens at `!`, fails at `x`. */
const dialogue = (): ProxyDialogue => ({
  opening: Buffer.from('?'),
  receive(bytes): ProxyAnswer {
    const text = bytes.toString();
    if (text.includes('x')) return { kind: 'failed', problem: 'said x', cause: 'upstream-proxy-refused' };
    const end = text.indexOf('!');
    return end < 0 ? { kind: 'more', send: Buffer.from('+') } : { kind: 'open', rest: bytes.subarray(end + 1) };
  },
});

async function talk(serve: (wire: Wire) => void, { timeout = 5_000, signal }: { timeout?: number; signal?: AbortSignal } = {}) {
  const server = await startRawOrigin({ halfOpen: false, serve });
  onTestFinished(() => server.close());
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  await new Promise((done) => socket.once('connect', done));
  onTestFinished(() => void socket.destroy());
  socket.pause();
  const error = await negotiate(socket, { kind: 'http', host: '2001:db8::1', port: 3128, authorization: 'Basic c2VjcmV0' }, dialogue(), {
    timeout,
    signal,
  }).then(
    () => undefined,
    (reason: unknown) => reason as DialError,
  );
  return { error, socket, server };
}

describe('negotiate', () => {
  it('talks in turns until the way is open, leaves the socket paused, and what came behind to be read', async () => {
    const { error, socket, server } = await talk((wire) => {
      void wire.until('?').then(() => wire.write('a'));
      void wire.until('?+').then(() => wire.write('b'));
      void wire.until('?++').then(() => wire.write('!behind'));
    });
    expect(error).toBeUndefined();
    expect(server.connections[0]?.text).toBe('?++');
    expect([socket.destroyed, socket.isPaused()]).toEqual([false, true]);
    for (const event of ['data', 'end', 'close'])
      expect(socket.listeners(event).filter(({ name }) => /^on(Data|End)/.test(name))).toEqual([]);
    expect(socket.read()?.toString()).toBe('behind');
  });

  it.each<[string, (wire: Wire) => void, string, string]>([
    ['says no', (wire) => void wire.write('x'), 'upstream-proxy-refused', 'said x'],
    ['ends', (wire) => void wire.socket.end(), 'upstream-proxy-refused', 'closed the connection without an answer'],
  ])('one that %s is an error that names the proxy and no secret, and the socket is gone', async (_name, serve, failure, problem) => {
    const { error, socket, server } = await talk(serve);
    expect(error).toBeInstanceOf(DialError);
    expect(error).toMatchObject({ failure, attempts: [], message: `upstream proxy [2001:db8::1]:3128 ${problem}` });
    expect(socket.destroyed).toBe(true);
    await expect.poll(() => server.open).toBe(0);
  });

  it('waits as long as it was told', async () => {
    const { error } = await talk(() => undefined, { timeout: 50 });
    expect(error).toMatchObject({ failure: 'timeout', message: expect.stringContaining('did not answer within 50 ms') });
  });

  it('notices a socket that is gone already, and a signal that was given before', async () => {
    const socket = connect({ port: 1, host: '127.0.0.1' });
    socket.destroy();
    const proxy = { kind: 'http', host: 'proxy.test', port: 1 } as const;
    await expect(negotiate(socket, proxy, dialogue(), { timeout: 1_000 })).rejects.toMatchObject({ failure: 'upstream-proxy-refused' });
    const { error } = await talk((wire) => void wire.write('!'), { signal: AbortSignal.abort() });
    expect(error).toMatchObject({ failure: 'closed-before-first-byte' });
  });

  it('stops when given up', async () => {
    const controller = new AbortController();
    const { error, server } = await talk((wire) => void wire.until('?').then(() => controller.abort()), { signal: controller.signal });
    expect(error).toMatchObject({ failure: 'closed-before-first-byte' });
    await expect.poll(() => server.open).toBe(0);
  });
});
