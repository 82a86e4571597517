import { type AddressInfo, connect, createServer, type NetConnectOpts, type Server, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { dial } from '../../../proxy/upstream/dial.js';
import { DialError } from '../../../proxy/upstream/dial-error.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listenOn(host: string, port = 0): Promise<number> {
  const server = createServer((socket) => socket.destroy());
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return (server.address() as AddressInfo).port;
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => new Error('it connected'),
    (error: unknown) => error as DialError,
  );

describe('dial', () => {
  it('connects to a literal and records the one attempt', async () => {
    const port = await listenOn('127.0.0.1');
    const { socket, attempts } = await dial('127.0.0.1', port, { timeout: 1_000 });
    expect(attempts).toEqual([{ address: '127.0.0.1', port, startedAfterMs: expect.any(Number), outcome: 'connected' }]);
    expect(socket.remoteAddress).toBe('127.0.0.1');
    expect(socket.allowHalfOpen).toBe(true);
    socket.destroy();
  });

  it('goes on to the next address as soon as one is refused, and records both', async () => {
    const port = await listenOn('127.0.0.2');
    const { socket, attempts } = await dial('a.test', port, {
      timeout: 5_000,
      attemptDelay: 60_000,
      resolve: async () => ['127.0.0.1', '127.0.0.2'],
    });
    expect(attempts.map(({ address, outcome }) => [address, outcome])).toEqual([
      ['127.0.0.1', { failed: 'ECONNREFUSED' }],
      ['127.0.0.2', 'connected'],
    ]);
    socket.destroy();
  });

  it('races an address that does not answer, abandons it only when another has won, and records both', async () => {
    const port = await listenOn('127.0.0.2');
    const silent = new Socket();
    const { socket, attempts } = await dial('a.test', port, {
      timeout: 5_000,
      attemptDelay: 30,
      resolve: async () => ['127.0.0.9', '127.0.0.2'],
      connect: ((options: NetConnectOpts & { host: string }) =>
        options.host === '127.0.0.9' ? silent : connect(options)) as typeof connect,
    });
    expect(attempts.map(({ address, outcome }) => [address, outcome])).toEqual([
      ['127.0.0.9', 'abandoned'],
      ['127.0.0.2', 'connected'],
    ]);
    expect(silent.destroyed).toBe(true);
    socket.destroy();
  });

  it('alternates the families, IPv6 first, in the order given', async () => {
    const resolve = async () => ['127.0.0.1', '127.0.0.2', '::1', 'not an address'];
    const port = await listenOn('127.0.0.1');
    for (const server of servers.splice(0)) await new Promise<void>((done) => server.close(() => done()));
    const error = await failure(dial('a.test', port, { timeout: 5_000, attemptDelay: 1, resolve }));
    expect((error as DialError).attempts.map(({ address }) => address)).toEqual(['::1', '127.0.0.1', '127.0.0.2']);
  });

  it('fails with the cause and every attempt when all are refused', async () => {
    const port = await listenOn('127.0.0.1');
    for (const server of servers.splice(0)) await new Promise<void>((done) => server.close(() => done()));
    const error = await failure(dial('a.test', port, { timeout: 5_000, resolve: async () => ['127.0.0.1', '127.0.0.2'] }));
    expect(error).toBeInstanceOf(DialError);
    expect(error).toMatchObject({ failure: 'connection-refused', message: `a.test:${port} refused the connection (ECONNREFUSED)` });
    expect((error as DialError).attempts).toHaveLength(2);
  });

  it('counts name resolution into its time', async () => {
    const error = await failure(dial('a.test', 1, { timeout: 30, resolve: () => new Promise(() => undefined) }));
    expect(error).toMatchObject({ failure: 'timeout', attempts: [] });
  });

  it.each([
    ['a name without addresses', async () => []],
    ['a resolver that fails', () => Promise.reject(new Error('ESERVFAIL'))],
    ['a resolver that rejects with no error at all', () => Promise.reject('nothing')],
  ] as [string, () => Promise<string[]>][])('%s is a name that is not resolved', async (_name, resolve) => {
    expect(await failure(dial('a.test', 1, { timeout: 1_000, resolve }))).toMatchObject({
      name: 'DialError',
      failure: 'name-not-resolved',
    });
  });

  it('leaves out what it must not connect to, and says why when nothing is left', async () => {
    const port = await listenOn('127.0.0.2');
    const refuse = (address: string) => (address === '127.0.0.1' ? 'it is ourselves' : undefined);
    const { socket, attempts } = await dial('a.test', port, { timeout: 1_000, refuse, resolve: async () => ['127.0.0.1', '127.0.0.2'] });
    expect(attempts.map(({ address }) => address)).toEqual(['127.0.0.2']);
    socket.destroy();
    expect(await failure(dial('127.0.0.1', port, { timeout: 1_000, refuse }))).toMatchObject({
      failure: 'refused-loop',
      message: 'it is ourselves',
    });
  });

  it('gives up when aborted, before, while resolving, and while connecting', async () => {
    const aborted = AbortSignal.abort();
    expect(await failure(dial('127.0.0.1', 1, { timeout: 1_000, signal: aborted }))).toMatchObject({ failure: 'closed-before-first-byte' });
    const controller = new AbortController();
    const resolving = failure(
      dial('a.test', 1, { timeout: 10_000, signal: controller.signal, resolve: () => new Promise(() => undefined) }),
    );
    controller.abort();
    expect(await resolving).toMatchObject({ failure: 'closed-before-first-byte' });
  });
});
