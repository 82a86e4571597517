import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuthority } from '../../certs/index.js';
import { type Running, type StartOptions, type Workplace, workplace } from '../harness/command-line.js';
import { type ProxyAddress, send } from '../harness/device.js';
import { inProcess } from '../harness/in-process.js';
import { startTestOrigins, type TestOrigins } from '../harness/origins.js';
import { makeFolder } from '../harness/temporary-folder.js';
import { cleartextRule, planted, warningRule } from './rulesets.js';

describe('start', () => {
  const folder = makeFolder();
  const place: Workplace = workplace(folder.path);
  let origins: TestOrigins;
  let rules: string;
  let nextData = 0;

  beforeAll(async () => {
    origins = await startTestOrigins(folder.path);
    rules = place.write('rules.yaml', cleartextRule);
    // The CA, once for all.
    openAuthority({ home: place.home });
  });
  afterAll(async () => {
    await origins.close();
    folder.remove();
  });

  interface Started extends Running {
    readonly data: string;
    readonly proxy: ProxyAddress;
  }

  async function start(words: readonly string[] = [], options: StartOptions = {}): Promise<Started> {
    nextData += 1;
    const data = join(folder.path, `data-${nextData}`);
    const running = place.start(
      ['start', '--port', '0', ...(words.includes('--rules') ? [] : ['--rules', rules]), '--data', data, ...words],
      options,
    );
    const [, port = ''] = await running.until(/proxy +http:\/\/127\.0\.0\.1:(\d+)/);
    await running.until(/Ctrl-C ends/);
    return { ...running, data, proxy: { host: '127.0.0.1', port: Number(port) } };
  }

  const leak = (proxy: ProxyAddress, value = planted) =>
    send(proxy, `http://localhost:${origins.httpPort}/me`, { body: JSON.stringify({ id: value }) });

  it('is steered from outside: step, plant and stop, which exits with the verdict of the run', async () => {
    const report = join(folder.path, 'reports', 'run.json');
    const session = await start(['--report', `json=${report}`]);
    const control = join(session.data, 'control.json');
    expect(statSync(control).mode & 0o777).toBe(0o600);

    const second = await inProcess(['start', '--port', '0', '--data', session.data]);
    expect(second.err).toMatch(/is still going on in .*: end it with "plainsight stop"/);
    expect(second.code).toBe(2);

    await leak(session.proxy, 'late-value-93aa01');
    expect((await inProcess(['plant', 'late=late-value-93aa01', '--data', session.data])).code).toBe(0);
    expect((await inProcess(['step', 'begin', 'login', '--data', session.data])).code).toBe(0);
    const other = await inProcess(['step', 'end', 'logout', '--data', session.data]);
    expect(other.err).toContain('step "logout" is not open: "login" is');
    expect(other.code).toBe(2);
    const unknown = await inProcess(['plant', 'nobody=late-value-93aa02', '--data', session.data]);
    expect(unknown.err).not.toContain('late-value');
    expect(unknown.code).toBe(2);
    await leak(session.proxy, 'late-value-93aa01');
    expect((await inProcess(['step', 'end', 'login', '--data', session.data])).code).toBe(0);

    const stop = await place.run(['stop', '--data', session.data]);
    expect(stop.out).toBe('verdict: FAIL (exit 1)\n');
    expect(stop.code).toBe(1);
    // Who stopped it finds its reports written, and nothing to stop any more.
    const { findings, runs } = JSON.parse(readFileSync(report, 'utf8'));
    expect(
      findings.map(({ count, evidence }: { count: number; evidence: { field: string; step: string } }) => [
        count,
        evidence.field,
        evidence.step,
      ]),
    ).toEqual([[1, 'late', 'login']]);
    expect(runs[0].steps.map(({ name }: { name: string }) => name)).toEqual(['login']);
    expect(existsSync(control)).toBe(false);
    const ended = await session.ended;
    expect([ended.code, ended.signal]).toEqual([1, null]);
    expect(ended.out).toContain('VIOLATION  user-id-never-in-cleartext');
    expect(`${ended.out}${ended.err}`).not.toContain('late-value');
    expect((await place.run(['stop', '--data', session.data])).code).toBe(2);
  });

  it('keeps its flags when it is stopped from outside', async () => {
    const session = await start(['--strict', '--rules', place.write('warning.yaml', warningRule)]);
    await leak(session.proxy);
    const stop = await place.run(['stop', '--json', '--data', session.data]);
    expect(JSON.parse(stop.out)).toMatchObject({ outcome: 'fail', exitCode: 1 });
    expect((await session.ended).code).toBe(1);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`${signal} ends it in order, with verdict and code`, async () => {
      const session = await start();
      await leak(session.proxy, 'nothing-planted-here');
      session.process.kill(signal);
      const { code, out } = await session.ended;
      expect(out).toMatch(/PASS|pass/);
      expect(code).toBe(0);
      expect(existsSync(join(session.data, 'control.json'))).toBe(false);
    });
  }

  it('a second SIGINT ends it at once', async () => {
    const hanging = await startTestOrigins(folder.path, { respond: () => undefined });
    const session = await start();
    const open = leak({ ...session.proxy }, 'nothing-planted-here').catch(() => undefined);
    const stuck = send(session.proxy, `http://localhost:${hanging.httpPort}/`).catch(() => undefined);
    await open;
    await expect.poll(() => hanging.received.length).toBe(1);
    session.process.kill('SIGINT');
    await session.until(/ending the run/);
    session.process.kill('SIGINT');
    const { code } = await session.ended;
    expect(code).toBe(130);
    await Promise.all([stuck, hanging.close()]);
    const report = await inProcess(['report', 'latest', '--data', session.data]);
    expect(report.out).toContain('no end record');
    expect(report.code).toBe(4);
    // What it left behind does not keep another one from starting, and stopping it is told apart from a verdict.
    const stop = await place.run(['stop', '--data', session.data]);
    expect(stop.err).toContain('no run is going on there');
    expect(stop.code).toBe(4);
  });

  it('a kill -9 at any moment loses no violation that was printed', async () => {
    for (const printed of [1, 3, 7]) {
      const session = await start();
      const sending = (async () => {
        for (let i = 0; i < 40; i += 1) {
          await send(session.proxy, `http://localhost:${origins.httpPort}/p${String.fromCharCode(97 + (i % 26))}${i}x`, {
            body: planted,
          }).catch(() => undefined);
        }
      })();
      await expect.poll(() => lines(session.out()).length, { interval: 5 }).toBeGreaterThanOrEqual(printed);
      session.process.kill('SIGKILL');
      const { out } = await session.ended;
      await sending;
      const report = await inProcess(['report', 'latest', '--data', session.data, '--format', 'json']);
      // The violation decides, although the run has no end.
      expect(report.code).toBe(1);
      const stored = new Set(JSON.parse(report.out).findings.map(({ evidence }: { evidence: { url: string } }) => evidence.url));
      const shown = lines(out).map((line) => / of POST (\S+) /.exec(line)?.[1]);
      expect(shown.filter((url) => !stored.has(url))).toEqual([]);
      expect(shown.length).toBeGreaterThanOrEqual(printed);
    }
  });

  it('a disk that is full makes the run an error, never a pass', async () => {
    // No file may grow over 400 KiB; a thousand warnings need more.
    const warning = ['--rules', place.write('warned.yaml', warningRule)];
    const session = await start(warning, { through: ['prlimit', '--fsize=409600', '--'] });
    for (let i = 0; i < 10; i += 1) {
      const body = JSON.stringify(Object.fromEntries(Array.from({ length: 100 }, (_, key) => [`key-${i}-${key}`, planted])));
      await send(session.proxy, `http://localhost:${origins.httpPort}/me`, { body, headers: { 'content-type': 'application/json' } });
    }
    session.process.kill('SIGINT');
    const { code, out, err } = await session.ended;
    expect(err).toMatch(/^FAULT {2}.*record/m);
    expect(out).toContain('verdict: ERROR (exit 4)');
    expect(code).toBe(4);
    expect((await inProcess(['report', 'latest', '--data', session.data])).code).toBe(4);
  });

  function lines(text: string): string[] {
    return text
      .split('\n')
      .slice(0, -1)
      .filter((line) => line.includes('VIOLATION'));
  }
});
