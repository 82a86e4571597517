import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

/** Commands that make a network of our own, with a redirecting firewall in it. */
const needed = [
  ['ip', 'iproute2'],
  ['iptables', 'iptables'],
] as const;

function missing(): string | undefined {
  for (const [command, name] of needed)
    if (spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0) return `install the Debian package ${name}`;
  const namespace = `plainsight-probe-${process.pid}`;
  if (spawnSync('ip', ['netns', 'add', namespace]).status !== 0) return 'network namespaces need root';
  const allowed = spawnSync('ip', ['netns', 'exec', namespace, 'iptables', '-t', 'nat', '-L', '-n']).status === 0;
  spawnSync('ip', ['netns', 'del', namespace]);
  return allowed ? undefined : 'this kernel has no NAT table for a network namespace';
}

const why = missing();

describe('a connection that the firewall redirected', () => {
  it('is relayed to where it was meant to go: TLS by name, cleartext, and a server that speaks first', { timeout: 60_000 }, async ({
    skip,
  }) => {
    skip(why !== undefined, why);
    const namespace = `plainsight-${process.pid}`;
    const run = (...words: string[]) => {
      const { status, stderr } = spawnSync('ip', ['netns', 'exec', namespace, ...words], { encoding: 'utf8' });
      if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
    };
    expect(spawnSync('ip', ['netns', 'add', namespace]).status).toBe(0);
    onTestFinished(() => void spawnSync('ip', ['netns', 'del', namespace]));
    run('ip', 'link', 'set', 'lo', 'up');
    run('ip', 'addr', 'add', '10.77.0.1/32', 'dev', 'lo');
    // Devices are marked by their own address, so that the proxy's connections are not redirected again.
    run('iptables', '-t', 'nat', '-A', 'OUTPUT', '-p', 'tcp', '-s', '127.0.0.9', '-j', 'REDIRECT', '--to-ports', '8080');
    const program = fileURLToPath(new URL('../../harness/redirected-program.mjs', import.meta.url));
    const child = spawn('ip', ['netns', 'exec', namespace, process.execPath, program], { stdio: ['ignore', 'pipe', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual({
      tls: 'HTTP/1.1 200 OK',
      cleartext: 'HTTP/1.1 200 OK',
      greeting: '220 mail.example ESMTP',
      refused: 'ECONNRESET',
      connections: [
        'redirected 10.77.0.1:443 intercepted',
        'redirected 10.77.0.1:80 cleartext',
        'redirected 10.77.0.1:25 opaque',
        'redirected 10.77.0.1:9 origin-failed',
      ],
    });
  });
});
