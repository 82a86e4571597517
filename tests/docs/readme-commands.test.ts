import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, repositoryFile } from './repository.js';

const program = repositoryFile('dist/cli/main.js');
const readme = readFileSync(repositoryFile('README.md'), 'utf8');
const packageJson = JSON.parse(readFileSync(repositoryFile('package.json'), 'utf8')) as {
  bin: Record<string, string>;
  scripts: Record<string, string>;
};
const commands = blocksOf(readme)
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => text.split('\n'))
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'));

/** A folder with README's first rule file, a home of its own, and a package whose tests leak the planted value once. */
let folder = '';
let origin: Server;
const running = new Set<ChildProcess>();
const planted = 'u-7f3a9c21d0';

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function environment(): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return {
    PATH,
    HOME: folder,
    PLAINSIGHT_HOME: join(folder, 'home'),
    QA_USER_ID: planted,
    NO_COLOR: '1',
    npm_config_update_notifier: 'false',
  };
}

function start(file: string, args: readonly string[]): { readonly child: ChildProcess; readonly ended: Promise<Ended>; out(): string } {
  const child = spawn(file, args, { cwd: folder, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code, out, err });
    });
  });
  return { child, ended, out: () => out };
}

const plainsight = (line: string) => start(process.execPath, [program, ...line.split(' ').filter((word) => word !== '')]);

async function until(condition: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited too long for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Starts the proxy as `npm start` does, on a free port instead of 8080; `leak` gets its URL. Ends it with SIGTERM. */
async function startAndStop(flags: string, leak: (proxyUrl: string) => Promise<void>): Promise<Ended> {
  const proxy = plainsight(`start --port 0 --rules plainsight:baseline ${flags}`);
  const early = proxy.ended.then(({ code, err }) => {
    throw new Error(`it ended at once, with ${code}: ${err}`);
  });
  early.catch(() => undefined);
  await Promise.race([until(() => proxy.out().includes('Ctrl-C ends the run'), 'the greeting'), early]);
  const url = /proxy\s+(http:\/\/127\.0\.0\.1:\d+)/.exec(proxy.out())?.[1] ?? '';
  expect(url).not.toBe('');
  await leak(url);
  proxy.child.kill('SIGTERM');
  return proxy.ended;
}

/** What README's curl line does, with Node: `-x` the proxy, `-d` the body, the URL last. */
function leakLike(curl: string, proxyUrl: string): Promise<void> {
  const body = /-d (\S+)/.exec(curl)?.[1] ?? '';
  const target = curl.split(' ').at(-1) ?? '';
  expect(curl).toContain('-x http://127.0.0.1:8080 ');
  const { hostname, port } = new URL(proxyUrl);
  const headers = {
    host: new URL(target).host,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ hostname, port, method: 'POST', path: target, headers, agent: false }, (response) => {
      response.resume().once('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`answered with ${response.statusCode}`));
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

/** A violation's line without its time and ports. */
function withoutChance(line: string): string {
  return line
    .trim()
    .replace(/^\d\d:\d\d:\d\d +/, '')
    .replace(/:\d{2,5}\b/g, '');
}

/** How each command of README is run here. A command without an entry fails the test: add one with it. */
const runners: readonly { readonly command: RegExp; run(command: string): Promise<void> | void }[] = [
  {
    command: /^npm ci && npm start$/,
    async run() {
      expect(packageJson.scripts['start']).toMatch(/node dist\/cli\/main\.js start$/);
      const { code, out } = await startAndStop('', async () => undefined);
      expect(out).toContain('Plainsight is watching.');
      expect(out).toMatch(/verdict: INCONCLUSIVE \(exit 3\)\n$/);
      expect(code).toBe(3);
    },
  },
  {
    command: /^curl -x /,
    async run(command) {
      const { code, out } = await startAndStop('', (url) => leakLike(command, url));
      const shown = blocksOf(readme).find(({ language }) => language === 'text')?.text ?? '';
      expect(withoutChance(shown)).toMatch(/^VIOLATION /);
      expect(out.split('\n').map(withoutChance)).toContain(withoutChance(shown));
      expect(out).toMatch(/verdict: FAIL \(exit 1\)\n$/);
      expect(code).toBe(1);
    },
  },
  {
    command: /^npm run demo$/,
    async run() {
      expect(packageJson.scripts['demo']).toMatch(/node dist\/cli\/main\.js demo$/);
      const { code, out, err } = await plainsight('demo').ended;
      expect(err).toBe('');
      for (const id of ['S01', 'S03', 'S06', 'S10']) expect(out).toContain(id);
      expect(out).toMatch(/\b(?:seen|alleged): /);
      expect(code).toBe(0);
    },
  },
  {
    command: /^npm ci && npm test$/,
    run() {
      // This is it.
      expect(packageJson.scripts['test']).toBe('vitest run');
      expect(existsSync(repositoryFile('package-lock.json'))).toBe(true);
    },
  },
  {
    command: /^npm link$/,
    run() {
      expect(packageJson.bin['plainsight']).toBe('dist/cli/main.js');
      expect(readFileSync(program, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
      accessSync(program, constants.R_OK);
    },
  },
  {
    command: /^plainsight --help$/,
    async run(command) {
      const { code, out } = await plainsight(command.slice('plainsight '.length)).ended;
      expect(code).toBe(0);
      for (const name of ['start', 'run', 'demo', 'rules', 'report']) expect(out).toContain(name);
    },
  },
  {
    command: /^plainsight rules (?:lint|test|explain [a-z-]+)$/,
    async run(command) {
      const { code, out, err } = await plainsight(command.slice('plainsight '.length)).ended;
      expect({ code, out, err }).toMatchObject({ code: 0, err: '' });
      expect(out).not.toBe('');
    },
  },
  {
    command: /^plainsight run --report junit=plainsight\.xml -- npm test$/,
    async run(command) {
      const { code, out, err } = await plainsight(command.slice('plainsight '.length)).ended;
      expect(out).toContain('the tests of the app passed');
      expect(err).toContain('user-id-never-in-cleartext');
      expect(err).toMatch(/exit code 1 is Plainsight's \(verdict: fail; the command ended with 0\)/);
      expect(readFileSync(join(folder, 'plainsight.xml'), 'utf8')).toMatch(
        /<testcase classname="plainsight" name="user-id-never-in-cleartext">\s*<failure/,
      );
      expect(`${out}${err}`).not.toContain(planted);
      expect(code).toBe(1);
    },
  },
  {
    command: /^plainsight start --lan$/,
    async run() {
      // `--lan` itself would listen on every interface: that it is there, and what it says, must do.
      const { code, out } = await plainsight('start --help').ended;
      expect(code).toBe(0);
      expect(out).toContain('--lan');
    },
  },
];

beforeAll(async () => {
  if (!existsSync(program)) throw new Error('there is no build in dist/: npm run build');
  folder = mkdtempSync(join(tmpdir(), 'plainsight-readme-'));
  origin = createServer((incoming, response) => incoming.resume().once('end', () => response.end('{}')));
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
  const ruleset = blocksOf(readme).find(({ language }) => language === 'yaml')?.text ?? '';
  writeFileSync(join(folder, 'plainsight.yaml'), ruleset);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'app', private: true, type: 'module', scripts: { test: 'node test.js' } }),
  );
  const url = `http://127.0.0.1:${(origin.address() as AddressInfo).port}/me?uid=${planted}`;
  writeFileSync(
    join(folder, 'test.js'),
    `const response = await fetch(${JSON.stringify(url)});\nif (!response.ok) process.exit(1);\nconsole.log('the tests of the app passed');\n`,
  );
});

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await new Promise((resolve) => origin?.close(resolve));
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

describe('the commands in README.md', () => {
  it('are there, and README is short', () => {
    expect(commands.length).toBeGreaterThan(7);
    expect(readme.split('\n').length).toBeLessThanOrEqual(130);
  });

  it.each(commands)('%s', { timeout: 120_000 }, async (command) => {
    const runner = runners.find((candidate) => candidate.command.test(command));
    if (runner === undefined) throw new Error(`no test runs ${JSON.stringify(command)}: add it to the runners above`);
    await runner.run(command);
  });

  it('are all that the runners are for', () => {
    expect(runners.filter(({ command }) => !commands.some((line) => command.test(line))).map(({ command }) => command.source)).toEqual([]);
  });
});
