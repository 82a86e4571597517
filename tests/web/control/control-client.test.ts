import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decideVerdict } from '../../../report/index.js';
import { closeServer } from '../../../web/close-server.js';
import { createControlClient } from '../../../web/control/control-client.js';
import type { ControlHandlers } from '../../../web/control/control-handlers.js';
import { createControlServer } from '../../../web/control/create-control-server.js';
import { sampleRun } from '../../report/samples.js';

const verdict = decideVerdict([sampleRun()]);
const status = {
  runId: 'r1',
  state: 'running',
  startedDateTime: '2026-07-01T12:00:00.000Z',
  step: 'login',
  connections: 1,
  exchanges: 2,
  violations: 0,
  openFindings: 0,
} as const;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const close of closers.splice(0)) await close();
});

async function controlled(): Promise<{ url: string; token: string; calls: unknown[] }> {
  const calls: unknown[] = [];
  const handlers: ControlHandlers = {
    step: async (request) => {
      calls.push(request);
      return request.name === 'twice' ? { kind: 'refused', message: 'the step "twice" has begun already' } : { kind: 'done', value: null };
    },
    plant: async ({ field, value }) => {
      calls.push([field, value.reveal()]);
      return { kind: 'done', value: null };
    },
    stop: async () => ({ kind: 'done', value: verdict }),
    status: async () => ({ kind: 'done', value: status }),
    faults: async () => ({ kind: 'done', value: { faults: [{ pattern: 'a.example', fault: 'refuse' }] } }),
    changeFaults: async (request) => {
      calls.push(request);
      return request.action === 'remove'
        ? { kind: 'refused', message: 'nothing is made to fail' }
        : { kind: 'done', value: { faults: [] } };
    },
  };
  const { url, token, close } = await createControlServer({ handlers, onFault: (error) => calls.push(error) });
  closers.push(close);
  return { url, token, calls };
}

async function somethingElse(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  closers.push(() => closeServer(server, 0));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('createControlClient', () => {
  it('steers a run', async () => {
    const { calls, ...options } = await controlled();
    const client = createControlClient(options);
    await client.step({ action: 'begin', name: 'login' });
    await client.plant({ field: 'user-id', value: 'u-72819' });
    expect(await client.status()).toEqual(status);
    expect(await client.stop()).toEqual(verdict);
    expect(calls).toEqual([{ action: 'begin', name: 'login' }, ['user-id', 'u-72819']]);
  });

  it('makes hosts fail', async () => {
    const { calls, ...options } = await controlled();
    const client = createControlClient(options);
    expect(await client.faults()).toEqual({ faults: [{ pattern: 'a.example', fault: 'refuse' }] });
    expect(await client.changeFaults({ action: 'add', pattern: '*.a.example', fault: 'tls' })).toEqual({ faults: [] });
    expect(await client.changeFaults({ action: 'clear' })).toEqual({ faults: [] });
    await expect(client.changeFaults({ action: 'remove', pattern: 'b.example' })).rejects.toMatchObject({
      failure: 'refused',
      message: 'nothing is made to fail',
    });
    expect(calls).toEqual([
      { action: 'add', pattern: '*.a.example', fault: 'tls' },
      { action: 'clear' },
      { action: 'remove', pattern: 'b.example' },
    ]);
  });

  it('passes on what is refused, in the words of the run', async () => {
    const client = createControlClient(await controlled());
    await expect(client.step({ action: 'begin', name: 'twice' })).rejects.toMatchObject({
      failure: 'refused',
      message: 'the step "twice" has begun already',
    });
  });

  it('says that the token is wrong, without showing it', async () => {
    const { url } = await controlled();
    const error: unknown = await createControlClient({ url, token: 'wrong-token' })
      .status()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ failure: 'unauthorised', message: expect.not.stringContaining('wrong-token') });
  });

  it('says that nobody listens, and what to do', async () => {
    const url = await somethingElse(() => undefined);
    await closers.pop()?.();
    await expect(createControlClient({ url, token: 't' }).status()).rejects.toMatchObject({
      failure: 'not-listening',
      message: expect.stringContaining('plainsight start'),
    });
  });

  it('notices that something else answers there, or goes away, or never answers', async () => {
    const html = await somethingElse((_, response) => response.end('<html>'));
    await expect(createControlClient({ url: html, token: 't' }).status()).rejects.toMatchObject({ failure: 'bad-answer' });
    const scalar = await somethingElse((_, response) => response.end('7'));
    await expect(createControlClient({ url: scalar, token: 't' }).status()).rejects.toMatchObject({ failure: 'bad-answer' });
    const dropped = await somethingElse((request) => request.socket.destroy());
    await expect(createControlClient({ url: dropped, token: 't' }).status()).rejects.toMatchObject({ failure: 'connection-lost' });
    const cut = await somethingElse((request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{', () => request.socket.destroy());
    });
    await expect(createControlClient({ url: cut, token: 't' }).status()).rejects.toMatchObject({ failure: 'bad-answer' });
    const silent = await somethingElse(() => undefined);
    await expect(createControlClient({ url: silent, token: 't', timeoutMs: 30 }).status()).rejects.toMatchObject({ failure: 'timeout' });
  });

  it.each([
    'http://evil.example:80',
    'http://127.0.0.1',
    'https://127.0.0.1:1',
    'http://127.0.0.1:99999',
    'http://127.0.0.1:80@evil.example',
    '',
  ])('sends the token nowhere but to loopback: %s', async (url) => {
    await expect(createControlClient({ url, token: 't' }).status()).rejects.toMatchObject({ failure: 'bad-address' });
  });

  it('does not go through a proxy', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    expect(await createControlClient(await controlled()).status()).toEqual(status);
  });
});
