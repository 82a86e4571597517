import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAuthority } from '../../certs/index.js';
import { type StartOptions, type Workplace, workplace } from '../harness/command-line.js';
import { inProcess } from '../harness/in-process.js';
import { startTestOrigins, type TestOrigins } from '../harness/origins.js';
import { makeFolder } from '../harness/temporary-folder.js';
import { cleartextRule, planted } from './rulesets.js';

/** A command under test: asks one URL through the proxy in its environment, then ends with a code. */
const app = `
const { request } = require('node:http');
const [url, body, code] = process.argv.slice(1);
const { hostname: host, port } = new URL(process.env.PLAINSIGHT_PROXY_URL);
const asking = request({ host, port, method: 'POST', path: url, headers: { host: new URL(url).host, connection: 'close' } }, (answer) => {
  answer.resume();
  answer.on('end', () => { process.exitCode = Number(code); });
});
asking.end(body);
`;

describe('run', () => {
  const folder = makeFolder();
  const place: Workplace = workplace(folder.path);
  let origins: TestOrigins;
  let rules: string;
  let flags: readonly string[];

  beforeAll(async () => {
    origins = await startTestOrigins(folder.path);
    rules = place.write('rules.yaml', cleartextRule.replace('fields: [user-id, late]', 'fields: [user-id]'));
    flags = ['run', '--rules', rules, '--data', place.data];
    openAuthority({ home: place.home });
  });
  afterAll(async () => {
    await origins.close();
    folder.remove();
  });

  const sending = (value: string, code: number) => [
    process.execPath,
    '-e',
    app,
    `http://localhost:${origins.httpPort}/me`,
    value,
    String(code),
  ];
  const run = (words: readonly string[], command: readonly string[], options?: StartOptions) =>
    place.run([...flags, ...words, '--', ...command], options);
  const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

  it("pass: the command's own code wins, and the last line says so", async () => {
    const { code, err } = await run([], sending('nothing planted', 7));
    expect(lastLine(err)).toBe("exit code 7 is the command's own (verdict: pass)");
    expect(code).toBe(7);
  });

  it('fail: ours wins; reports go to their files and to standard output', async () => {
    const junit = join(folder.path, 'made', 'for', 'it', 'plainsight.xml');
    // One of them cannot be written, which does not make a violation less than one.
    const reports = ['--report', `junit=${junit}`, '--report', 'json', '--report', `console=${folder.path}`];
    const { code, out, err } = await run(reports, sending(planted, 7));
    expect(err).toContain('(EISDIR) could not be written');
    expect(lastLine(err)).toBe("exit code 1 is Plainsight's (verdict: fail; the command ended with 7); retry 3 and 4, never 1");
    expect(code).toBe(1);
    const report = JSON.parse(out);
    expect(report.verdict).toMatchObject({ outcome: 'fail', exitCode: 1 });
    expect(report.findings).toHaveLength(1);
    expect(readFileSync(junit, 'utf8')).toMatch(/<testsuites name="plainsight" tests="\d+" failures="1" errors="0" skipped="0">/);
    expect(err).toContain('VIOLATION  user-id-never-in-cleartext');
    // What is loaded into the command to bring it through the proxy stays silent.
    expect(err).not.toContain('Warning');
  });

  it('a command that is not there is 127, as in a shell', async () => {
    const { code, err } = await run([], ['/nowhere/no-such-command']);
    expect(err).toContain('/nowhere/no-such-command could not be started (no such command)');
    expect(lastLine(err)).toBe("exit code 127 is the command's own (verdict: inconclusive)");
    expect(code).toBe(127);
  });

  it('--report-only turns 1 and 3 into 0 and says so', async () => {
    const reported = await run(['--report-only'], sending(planted, 0));
    expect(reported.err).toContain('the exit code is 0 instead of 1');
    expect(lastLine(reported.err)).toContain("exit code 0 is Plainsight's (verdict: fail");
    expect(reported.code).toBe(0);
    // Which does not hide that the command failed.
    const failed = await run(['--report-only'], sending(planted, 7));
    expect(lastLine(failed.err)).toBe("exit code 7 is the command's own (verdict: fail)");
    expect(failed.code).toBe(7);
  });

  it('a signal goes to the command, whose end ends the run in order', async () => {
    const running = place.start([
      ...flags,
      '--',
      'sh',
      '-c',
      'trap "echo asked to end; exit 9" TERM; echo ready; while :; do sleep 0.05; done',
    ]);
    await running.until(/ready/);
    running.process.kill('SIGTERM');
    const { code, out, err } = await running.ended;
    expect(out).toContain('asked to end');
    expect(lastLine(err)).toBe("exit code 9 is the command's own (verdict: inconclusive)");
    expect(code).toBe(9);
  });

  it('the command can name steps and plant values, with nothing to set', async () => {
    const rulesWithLate = place.write('late.yaml', cleartextRule);
    const script = place.write(
      'drive.mjs',
      `import { request } from 'node:http';
const call = (path, body) => fetch(process.env.PLAINSIGHT_CONTROL_URL + path, {
  method: 'POST', headers: { authorization: 'Bearer ' + process.env.PLAINSIGHT_TOKEN, 'content-type': 'application/json' }, body: JSON.stringify(body) });
const ask = (body) => new Promise((resolve) => {
  const { hostname: host, port } = new URL(process.env.PLAINSIGHT_PROXY_URL);
  request({ host, port, method: 'POST', path: process.argv[2], headers: { host: 'localhost', connection: 'close' } }, (answer) => answer.resume().on('end', resolve)).end(body);
});
await call('/v1/plant', { field: 'late', value: 'late-value-93aa01' });
await call('/v1/steps', { action: 'begin', name: 'login' });
await ask('late-value-93aa01');
await call('/v1/steps', { action: 'end', name: 'login' });
`,
    );
    // NODE_OPTIONS is emptied: the control endpoint is asked directly, not through the proxy.
    const command = ['env', 'NODE_OPTIONS=', 'NODE_USE_ENV_PROXY=', process.execPath, script, `http://localhost:${origins.httpPort}/me`];
    const { code, out, err } = await place.run([
      'run',
      '--rules',
      rulesWithLate,
      '--data',
      place.data,
      '--report',
      'json',
      '--',
      ...command,
    ]);
    expect(code, err).toBe(1);
    expect(
      JSON.parse(out).findings.map(({ evidence }: { evidence: { field: string; step: string } }) => [evidence.field, evidence.step]),
    ).toEqual([['late', 'login']]);
    expect(`${out}${err}`).not.toContain('late-value');
  });

  it('an error wins over the command, and a report that cannot be written is one', async () => {
    mkdirSync(join(folder.path, 'a-folder'));
    const { code, err } = await run(['--report', `json=${join(folder.path, 'a-folder')}`], sending('nothing planted', 0));
    expect(err).toContain('a-folder (EISDIR) could not be written');
    expect(err).not.toMatch(/^ {4}at /m);
    expect(code).toBe(4);
  });

  it('a baseline of one run makes the next pass, until its end and for nothing else', async () => {
    const data = join(folder.path, 'baselined');
    const words = ['run', '--rules', rules, '--data', data];
    expect((await place.run([...words, '--', ...sending(planted, 0)])).code).toBe(1);
    const file = join(folder.path, 'baseline.yaml');
    const made = await inProcess(['baseline', 'latest', '--until', '2999-12-31', '--output', file, '--data', data]);
    expect([made.code, made.err]).toEqual([0, `wrote ${file}\n`]);
    expect(readFileSync(file, 'utf8')).not.toContain(planted);
    const past = await inProcess(['baseline', 'latest', '--until', '2020-01-01', '--data', data]);
    expect(past.err).toContain('2020-01-01 is past');
    expect(past.code).toBe(2);

    const known = await place.run([...words, '--baseline', file, '--', ...sending(planted, 0)]);
    expect(lastLine(known.err)).toContain("exit code 0 is Plainsight's (verdict: pass");
    expect(known.code).toBe(0);
    const other = sending(planted, 0).map((word) => word.replace(/\/me$/, '/other'));
    expect((await place.run([...words, '--baseline', file, '--', ...other])).code).toBe(1);

    // One verdict over several runs: any violation in any attempt counts.
    const runs = JSON.parse((await inProcess(['runs', '--json', '--data', data])).out) as { id: string; outcome: string }[];
    expect(runs.map(({ outcome }) => outcome)).toEqual(['fail', 'pass', 'fail']);
    const listed = await inProcess(['runs', '--data', data]);
    expect(listed.out.split('\n').filter((line) => line.includes('fail'))).toHaveLength(2);
    const passed = await inProcess(['report', runs[1]!.id, '--data', data]);
    expect(passed.code).toBe(0);
    const both = await inProcess(['report', runs[1]!.id, runs[0]!.id, '--data', data, '--format', 'json']);
    expect(JSON.parse(both.out).verdict).toMatchObject({ outcome: 'fail', exitCode: 1 });
    expect(JSON.parse(both.out).runs).toHaveLength(2);
    expect(both.code).toBe(1);
    const absent = await inProcess(['report', '20200101-000000-aaaa', '--data', data]);
    expect(absent.err).toContain("'plainsight runs' lists them");
    expect(absent.code).toBe(2);
  });
});
