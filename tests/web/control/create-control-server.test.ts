import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Verdict } from '../../../model/index.js';
import { decideVerdict } from '../../../report/index.js';
import type { ControlHandlers, ControlStatus } from '../../../web/control/control-handlers.js';
import { type ControlServer, type ControlServerOptions, createControlServer } from '../../../web/control/create-control-server.js';
import { sampleRun } from '../../report/samples.js';
import { type Answered, httpExchange, type Sent } from '../http-exchange.js';

const verdict: Verdict = decideVerdict([sampleRun()]);
const status: ControlStatus = {
  runId: 'r1',
  state: 'running',
  startedDateTime: '2026-07-01T12:00:00.000Z',
  step: null,
  connections: 1,
  exchanges: 2,
  violations: 0,
  openFindings: 0,
};

let server: ControlServer | undefined;
let calls: unknown[] = [];
let faults: unknown[] = [];

async function start(handlers: Partial<ControlHandlers> = {}, options: Partial<ControlServerOptions> = {}): Promise<ControlServer> {
  calls = [];
  faults = [];
  const called = async <T>(call: unknown, value: T) => {
    calls.push(call);
    return { kind: 'done', value } as const;
  };
  server = await createControlServer({
    handlers: {
      step: (request) => called(request, null),
      plant: ({ field, value }) => called({ field, revealed: value.reveal() }, null),
      stop: () => called('stop', verdict),
      status: () => called('status', status),
      faults: () => called('faults', { faults: [{ pattern: '*.a.example', fault: 'reset' }] }),
      changeFaults: (request) => called(request, { faults: [] }),
      ...handlers,
    },
    onFault: (error) => faults.push(error),
    ...options,
  });
  return server;
}

afterEach(() => server?.close());

function send({ url, token }: ControlServer, sent: Omit<Sent, 'url'>): Promise<Answered> {
  return httpExchange({ url, ...sent, headers: { authorization: `Bearer ${token}`, ...sent.headers } });
}
const post = (to: ControlServer, path: string, body: unknown): Promise<Answered> =>
  send(to, { method: 'POST', path, body: JSON.stringify(body) });

describe('createControlServer: what it does', () => {
  it('listens on 127.0.0.1 and hands out a token of 32 random bytes', async () => {
    const { url, token } = await start();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  it('begins and ends steps', async () => {
    const to = await start();
    expect(await post(to, '/v1/steps', { action: 'begin', name: 'login' })).toMatchObject({ status: 200, text: '{"done":true}\n' });
    expect(await post(to, '/v1/steps', { action: 'end', name: 'login', settleMs: 250 })).toMatchObject({ status: 200 });
    expect(calls).toEqual([
      { action: 'begin', name: 'login' },
      { action: 'end', name: 'login', settleMs: 250 },
    ]);
  });

  it('plants values, and never echoes them', async () => {
    const to = await start();
    const answer = await post(to, '/v1/plant', { field: 'user-id', value: 'u-72819' });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toContain('u-72819');
    expect(calls).toEqual([{ field: 'user-id', revealed: 'u-72819' }]);
  });

  it('lists faults, and changes them', async () => {
    const to = await start();
    expect((await send(to, { path: '/v1/faults' })).text).toBe('{"faults":[{"pattern":"*.a.example","fault":"reset"}]}\n');
    const change = { action: 'add', pattern: 'a.example', fault: 'tls' };
    expect(await post(to, '/v1/faults', change)).toMatchObject({ status: 200, text: '{"faults":[]}\n' });
    expect((await post(to, '/v1/faults', { action: 'add' })).status).toBe(400);
    expect(await send(to, { method: 'PUT', path: '/v1/faults' })).toMatchObject({ status: 405, headers: { allow: 'GET, POST' } });
    expect(calls).toEqual(['faults', change]);
  });

  it('answers status and stop, with or without an empty body', async () => {
    const to = await start();
    expect(JSON.parse((await send(to, { path: '/v1/status' })).text)).toEqual(status);
    expect(JSON.parse((await send(to, { method: 'POST', path: '/v1/stop' })).text)).toEqual(verdict);
    expect(JSON.parse((await post(to, '/v1/stop', {})).text)).toEqual(verdict);
  });

  it('stops once: all who ask get the same verdict', async () => {
    const to = await start();
    const answers = await Promise.all([post(to, '/v1/stop', {}), post(to, '/v1/stop', {}), post(to, '/v1/stop', {})]);
    expect(answers.map((answer) => JSON.parse(answer.text).outcome)).toEqual(['pass', 'pass', 'pass']);
    expect(calls).toEqual(['stop']);
  });

  it('says what a handler refuses; a refused stop may be asked for again', async () => {
    const refused = { kind: 'refused', message: 'the step "login" is still open' } as const;
    const replies = [refused, { kind: 'done', value: verdict } as const];
    const to = await start({ step: async () => refused, stop: async () => replies.shift() ?? refused });
    const answer = await post(to, '/v1/steps', { action: 'begin', name: 'next' });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([400, { error: { message: 'the step "login" is still open' } }]);
    expect((await post(to, '/v1/stop', {})).status).toBe(400);
    expect((await post(to, '/v1/stop', {})).status).toBe(200);
  });

  it('a handler that throws is a 500 without its message, and a fault', async () => {
    const to = await start({
      status: async () => {
        throw new Error('secret detail');
      },
    });
    const answer = await send(to, { path: '/v1/status' });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('secret');
    expect(faults).toEqual([new Error('secret detail')]);
  });

  it('a handler that never ends is a 504', async () => {
    const to = await start({ stop: () => new Promise(() => undefined) }, { handlerTimeoutMs: 20 });
    expect((await post(to, '/v1/stop', {})).status).toBe(504);
  });

  it('lets an answer under way finish when it is closed', async () => {
    const to = await start({
      stop: async () => {
        void to.close();
        return { kind: 'done', value: verdict };
      },
    });
    expect(JSON.parse((await post(to, '/v1/stop', {})).text)).toEqual(verdict);
    await to.close();
  });
});

describe('createControlServer: what it refuses', () => {
  const refused: [string, number, Omit<Sent, 'url'>][] = [
    ['no token', 401, { path: '/v1/status', headers: { authorization: '' } }],
    ['a wrong token', 401, { path: '/v1/status', headers: { authorization: `Bearer ${'A'.repeat(43)}` } }],
    ['another scheme', 401, { path: '/v1/status', headers: { authorization: 'Basic cGxhaW5zaWdodDp4' } }],
    ['no token on an unknown path: it does not tell what exists', 401, { path: '/nothing', headers: { authorization: 'x' } }],
    ['another Host (DNS rebinding)', 403, { path: '/v1/status', headers: { host: 'evil.example' } }],
    ['the name localhost', 403, { path: '/v1/status', headers: { host: 'localhost' } }],
    ['an Origin', 403, { path: '/v1/status', headers: { origin: 'https://evil.example' } }],
    ['the Origin null', 403, { path: '/v1/status', headers: { origin: 'null' } }],
    ['an unknown path', 404, { path: '/v1/other' }],
    ['a path with a query', 404, { path: '/v1/status?token=x' }],
    ['an absolute-form target', 404, { path: 'http://evil.example/v1/status' }],
    ['a prototype key as path', 404, { path: '/__proto__' }],
    ['the wrong method', 405, { path: '/v1/stop' }],
    ['a preflight', 405, { path: '/v1/stop', method: 'OPTIONS' }],
    ['a body that is not JSON', 400, { path: '/v1/steps', method: 'POST', body: 'action=begin' }],
    ['a body that is not an object', 400, { path: '/v1/steps', method: 'POST', body: '[]' }],
    ['no body where one is needed', 400, { path: '/v1/steps', method: 'POST' }],
    ['a body of 64 KiB and one byte', 413, { path: '/v1/steps', method: 'POST', body: Buffer.alloc(64 * 1024 + 1, 32) }],
    ['deep nesting', 400, { path: '/v1/steps', method: 'POST', body: '['.repeat(60_000) }],
  ];

  it.each(refused)('%s: %i', async (_, expected, sent) => {
    const answer = await send(await start(), sent);
    expect(answer.status).toBe(expected);
    expect(JSON.parse(answer.text)).toEqual({ error: { message: expect.any(String) } });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it('names the methods of a path, and the scheme it wants', async () => {
    const to = await start();
    expect((await send(to, { path: '/v1/stop' })).headers['allow']).toBe('POST');
    expect((await httpExchange({ url: to.url, path: '/v1/stop' })).headers['www-authenticate']).toBe('Bearer');
  });

  it('does not quote a planted value in an error', async () => {
    const to = await start();
    const answers = [
      await send(to, { method: 'POST', path: '/v1/plant', body: '{"field":"f","value":"u-72819"' }),
      await post(to, '/v1/plant', { field: '', value: 'u-72819' }),
      await post(to, '/v1/plant', { field: 'f', value: ['u-72819'] }),
    ];
    for (const { status: code, text } of answers) {
      expect(code).toBe(400);
      expect(text).not.toContain('u-72819');
    }
  });

  it('two Host headers are none', async () => {
    const { url, token } = await start();
    const { host, port } = new URL(url);
    const lines = ['GET /v1/status HTTP/1.1', `Host: ${host}`, 'Host: evil.example', `Authorization: Bearer ${token}`, '', ''];
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(lines.join('\r\n')));
      socket.on('data', (chunk) => {
        text += chunk.toString('latin1');
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(calls).toEqual([]);
  });

  it('closes twice, and then nothing listens', async () => {
    const to = await start();
    await to.close();
    await to.close();
    await expect(send(to, { path: '/v1/status' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
