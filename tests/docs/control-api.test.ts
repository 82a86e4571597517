import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Session, startSession } from '../../index.js';
import { repositoryFile } from './repository.js';

const text = readFileSync(repositoryFile('docs/control-api.md'), 'utf8');

describe('docs/control-api.md', () => {
  let folder = '';
  let session: Session;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plainsight-control-'));
    session = await startSession({
      home: join(folder, 'home'),
      dataFolder: join(folder, 'data'),
      rules: [repositoryFile('examples/first-rule.yaml')],
      host: '127.0.0.1',
      port: 0,
      version: 'e2e',
      env: {},
    });
  });
  afterEach(async () => {
    await session.finish();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${session.control.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${session.control.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };

  it('lists the requests that there are, and what they answer', async () => {
    const requests = [...text.matchAll(/^\| `(GET|POST) (\/v1\/[a-z]+)` \|/gm)].map(([, method, path]) => `${method} ${path}`);
    expect(requests).toEqual(['POST /v1/steps', 'POST /v1/plant', 'POST /v1/stop', 'GET /v1/faults', 'POST /v1/faults', 'GET /v1/status']);

    expect(await ask('POST', '/v1/steps', { action: 'begin', name: 'consent', settleMs: 1000 })).toEqual({
      status: 200,
      answer: { done: true },
    });
    expect(await ask('POST', '/v1/plant', { field: 'user-id', value: 'u-00ff00ff00ff' })).toEqual({ status: 200, answer: { done: true } });
    expect(await ask('GET', '/v1/faults')).toEqual({ status: 200, answer: { faults: [] } });
    const { answer } = await ask('GET', '/v1/status');
    const keys = [...(/`(\{"runId".*?\})`/.exec(text)?.[1] ?? '').matchAll(/"(\w+)"/g)].map(([, key]) => key);
    expect(Object.keys(answer).sort()).toEqual(keys.sort());
    expect(answer['step']).toBe('consent');
    expect(await ask('POST', '/v1/steps', { action: 'end', name: 'consent' })).toEqual({ status: 200, answer: { done: true } });
    const stopped = await ask('POST', '/v1/stop');
    expect(stopped).toMatchObject({ status: 200, answer: { outcome: 'inconclusive', exitCode: 3 } });
  });

  it('says that malformed and refused requests get 400 and a reason that quotes no value', async () => {
    const values = [
      await ask('POST', '/v1/plant', { field: 'user-id', value: 'short' }),
      await ask('POST', '/v1/plant', { field: 'user-id', value: 'u-00ff00ff00ff', extra: 1 }),
      await ask('POST', '/v1/plant', { field: 'no-such-field', value: 'u-00ff00ff00ff' }),
    ];
    for (const { status, answer } of values) {
      expect(status).toBe(400);
      const { message } = answer['error'] as { message: string };
      expect(message).not.toBe('');
      expect(message).not.toContain('u-00ff00ff00ff');
    }
  });

  it('shows startSession with options that it has', () => {
    const shown = /startSession\(\{\n([\s\S]*?)\}\)/.exec(text)?.[1] ?? '';
    const keys = [...shown.matchAll(/^ {2}(\w+):/gm)].map(([, key]) => key);
    expect(keys.sort()).toEqual(['dataFolder', 'env', 'home', 'host', 'port', 'rules', 'version']);
  });
});
