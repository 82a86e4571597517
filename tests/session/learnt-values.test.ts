import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveEvents } from '../../cli/live-events.js';
import { writeReports } from '../../cli/write-reports.js';
import { parseReportOptions } from '../../session.js';
import { send } from '../harness/device.js';
import { recordingTerminal } from '../harness/in-process.js';
import { startTestOrigins, type TestOrigins } from '../harness/origins.js';
import { type TestSession, testSession, violationsOf } from '../harness/sessions.js';
import { makeFolder } from '../harness/temporary-folder.js';

/** As S18 has it: a service re-streams what an app's users do with the session tokens that it was handed. */
const rules = `plainsight: 1
hosts:
  first-party: ["*.ourapp.example"]
fields:
  session:
    learn:
      - { host: first-party, path: /login, at: "$.session.token" }
      - { host: first-party, path: /login, at: { cookie: sid } }
rules:
  - id: session-stays-home
    description: The session token must not be sent to anyone but us
    fields: [session]
    never: { host: { notIn: [first-party] } }
`;
const json = { 'content-type': 'application/json' };

describe('a session token learnt at login', () => {
  const folder = makeFolder();
  const home = join(folder.path, 'home');
  const issued: string[] = [];
  let origins: TestOrigins;

  beforeAll(async () => {
    origins = await startTestOrigins(folder.path, {
      name: 'api.ourapp.example',
      respond: ({ url }, response) => {
        if (url !== '/login') return void response.writeHead(204).end();
        const [token, cookie] = [`tok/${issued.length}+7f3a9c21d0=heron`, `sid-${issued.length}-b81f-lantern`];
        issued.push(token, cookie);
        response.writeHead(200, { ...json, 'set-cookie': `sid=${cookie}; HttpOnly; Path=/` });
        response.end(JSON.stringify({ session: { token, expires: 3600 } }));
      },
    });
  });
  afterAll(async () => {
    await origins.close();
    folder.remove();
  });

  const start = async (terminal = recordingTerminal()) =>
    testSession(home, rules, {
      originCa: [origins.caFile],
      resolve: async () => ['127.0.0.1'],
      on: await liveEvents(terminal, false, true, new Set()),
    });
  const ours = (path: string) => `https://api.ourapp.example:${origins.httpsPort}${path}`;
  const theirs = (path: string) => `http://restream.test:${origins.httpPort}${path}`;
  /** Logs in, and gives the token and the cookie that were issued. */
  const login = async (session: TestSession): Promise<[token: string, cookie: string]> => {
    const answer = await send(session.proxy, ours('/login'), { body: '{"user":"qa"}', headers: json, ca: session.ca });
    expect(answer.status).toBe(200);
    const [token = '', cookie = ''] = issued.slice(-2);
    return [token, cookie];
  };

  it('is found at a stranger, however it is written, and each one that was issued', async () => {
    const session = await start();
    const [first, cookie] = await login(session);
    const [second] = await login(session);
    const inBase64 = Buffer.from(JSON.stringify({ t: second })).toString('base64url');
    await send(session.proxy, theirs(`/join?s=${encodeURIComponent(first)}`), {});
    await send(session.proxy, theirs('/again'), { body: JSON.stringify({ handed: inBase64 }), headers: json });
    await send(session.proxy, theirs('/cookie'), { headers: { cookie: `sid=${cookie}` } });
    await send(session.proxy, ours('/me'), { headers: { authorization: `Bearer ${first}`, cookie: `sid=${cookie}` }, ca: session.ca });
    const result = await session.finish();
    expect(result.verdict.outcome).toBe('fail');
    const found = violationsOf(result);
    expect(found.map(({ url, location }) => [url?.replace(/^.*:\d+|\?.*/g, ''), location]).sort()).toEqual([
      ['/again', 'body'],
      ['/cookie', 'cookie'],
      ['/join', 'query'],
    ]);
    expect(found.map(({ recognisedAs, field }) => [recognisedAs, field])).toEqual(Array(3).fill(['planted', 'session']));
    for (const { valueHash } of found) expect(valueHash).toMatch(/^[\w:/+=-]{16,}$/);
    expect(new Set(found.map(({ valueHash }) => valueHash)).size).toBe(3);
  });

  it('is nowhere in what is kept, reported or printed', async () => {
    const terminal = recordingTerminal();
    const session = await start(terminal);
    const [token, cookie] = await login(session);
    const headers = { ...json, 'x-session': token, referer: `https://x.example/${encodeURIComponent(token)}` };
    await send(session.proxy, theirs(`/${encodeURIComponent(token)}/join?sid=${cookie}`), {
      body: JSON.stringify({ [token]: cookie }),
      headers,
    });
    const result = await session.finish();
    const reports = join(session.data, 'reports');
    const parsed = parseReportOptions(['console', `json=${join(reports, 'r.json')}`, `junit=${join(reports, 'r.xml')}`]);
    if (parsed.kind === 'failed') throw new Error(parsed.message);
    await writeReports(parsed.reports, result.verdict, [result.record], [], terminal);
    expect(result.verdict.findings.length).toBeGreaterThan(3);

    const files = readdirSync(session.data, { recursive: true, encoding: 'utf8' }).map((name) => join(session.data, name));
    const kept = files.filter((file) => statSync(file).isFile()).map((file) => [file, readFileSync(file)] as const);
    expect(kept.length).toBeGreaterThan(3);
    const places = [...kept, ['printed', Buffer.from(terminal.written.out + terminal.written.err)] as const];
    const inBase64 = (text: string) => Buffer.from(text).toString('base64').replace(/..$/, '').replace(/=+$/, '');
    const raw = [token, cookie].flatMap((value) => [
      value,
      encodeURIComponent(value),
      encodeURIComponent(value).toLowerCase(),
      inBase64(value),
    ]);
    expect(places.flatMap(([name, bytes]) => raw.filter((form) => bytes.includes(form)).map((form) => `${name}: ${form}`))).toEqual([]);
  });

  it('of the fixed build stays home: a pass', async () => {
    const session = await start();
    const [token, cookie] = await login(session);
    await send(session.proxy, ours('/me'), { headers: { authorization: `Bearer ${token}`, cookie: `sid=${cookie}` }, ca: session.ca });
    await send(session.proxy, theirs('/join?s=some-other-room'), {});
    const { verdict } = await session.finish();
    expect(verdict).toMatchObject({ outcome: 'pass', findings: [], doubts: [] });
  });

  it('that nobody got leaves the run inconclusive', async () => {
    const session = await start();
    await send(session.proxy, theirs('/join'), {});
    const { verdict } = await session.finish();
    expect(verdict.outcome).toBe('inconclusive');
    expect(verdict.reasons.join(' ')).toContain('no response came that its `learn` takes values from');
  });
});
