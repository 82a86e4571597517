import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listening } from '../../harness/origins.js';
import { makeFolder } from '../../harness/temporary-folder.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { caOf, hasProgram, placesOf, planted, runProgram, sessionBefore } from './behind.js';

/** git's own server for its smart protocol, as a CGI program behind HTTPS. */
async function startGitServer(root: string) {
  const leaf = testAuthority('origin').leafFor('localhost');
  const backend = join(spawnSync('git', ['--exec-path'], { encoding: 'utf8' }).stdout.trim(), 'git-http-backend');
  const server = createServer({ cert: leaf.certificatePem, key: leaf.keyPem }, (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'https://localhost');
    const env = {
      PATH: process.env['PATH'] ?? '',
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method ?? '',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
      HTTP_GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: 'tester',
      REMOTE_ADDR: '127.0.0.1',
    };
    const child = spawn(backend, { env });
    request.pipe(child.stdin);
    child.stdin.on('error', () => undefined);
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('close', () => {
      const out = Buffer.concat(chunks);
      const end = out.indexOf('\r\n\r\n');
      let status = 200;
      for (const line of out.toString('latin1', 0, end).split('\r\n')) {
        const [, name = '', value = ''] = /^([^:]+): *(.*)$/.exec(line) ?? [];
        if (name.toLowerCase() === 'status') status = Number(value.split(' ')[0]);
        else response.setHeader(name, value);
      }
      response.writeHead(status);
      response.end(out.subarray(end + 4));
    });
  });
  return listening(server);
}

it('git over HTTPS: clone and push are as without the proxy, and a value in a pushed path of the URL is found', async ({ skip }) => {
  skip(!hasProgram('git', '--version'), 'install the Debian package git');
  const folder = makeFolder();
  const session = await sessionBefore();
  const name = `${planted}.git`;
  const bare = join(folder.path, name);
  const git = (cwd: string, ...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.test', '-c', 'init.defaultBranch=main', ...words],
      { cwd, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  git(folder.path, 'init', '--bare', '-q', bare);
  git(bare, 'config', 'http.receivepack', 'true');
  const work = join(folder.path, 'work');
  mkdirSync(work);
  git(work, 'init', '-q');
  writeFileSync(join(work, 'large.txt'), Array.from({ length: 60_000 }, (_, line) => `line ${line} ${line * 2654435761}`).join('\n'));
  git(work, 'add', '.');
  git(work, 'commit', '-qm', 'one');
  const server = await startGitServer(folder.path);
  try {
    const url = `https://localhost:${server.port}/${name}`;
    const env = { https_proxy: session.proxy.url, GIT_SSL_CAINFO: caOf(session), GIT_TERMINAL_PROMPT: '0' };
    const pushed = await runProgram(['git', '-C', work, 'push', '-q', url, 'HEAD:refs/heads/main'], env);
    expect([pushed.code, pushed.err]).toEqual([0, '']);
    const clone = join(folder.path, 'clone');
    const cloned = await runProgram(['git', 'clone', '-q', url, clone], env);
    expect([cloned.code, cloned.err]).toEqual([0, '']);
    expect(git(clone, 'rev-parse', 'HEAD')).toBe(git(work, 'rev-parse', 'HEAD'));
    expect(git(clone, 'fsck', '--full')).toBe('');
    const places = await placesOf(session);
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) expect(place).toMatchObject({ location: 'url', direction: 'client-to-server', wire: 'tls' });
  } finally {
    await server.close();
    folder.remove();
  }
});
