import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAuthority } from '../../../certs/index.js';
import { type Workplace, workplace } from '../../harness/command-line.js';
import { inProcess } from '../../harness/in-process.js';
import { startTestOrigins, type TestOrigins } from '../../harness/origins.js';
import { makeFolder, temporaryFolder } from '../../harness/temporary-folder.js';

interface Check {
  readonly name: string;
  readonly state: string;
  readonly found: string;
}

describe('plainsight doctor', () => {
  let home = '';
  beforeEach(() => {
    home = temporaryFolder();
    vi.stubEnv('PLAINSIGHT_HOME', home);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });
  const doctor = async (...words: string[]) => {
    const { code, out, err } = await inProcess(['doctor', '--json', '--data', join(home, 'data'), ...words]);
    return { code, err, checks: (out === '' ? [] : (JSON.parse(out) as { checks: Check[] }).checks) as readonly Check[] };
  };

  it('finds nothing wrong where nothing is, and says what is not made yet', async () => {
    const { code, checks } = await doctor('--port', '0');
    expect(code).toBe(0);
    expect(checks.filter(({ state }) => state === 'problem')).toEqual([]);
    expect(checks.find(({ name }) => name === 'CA')).toMatchObject({ state: 'note', found: expect.stringContaining('not made yet') });
    expect(checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['Node.js', 'clock', 'port', 'record', 'databases', 'rules']));
  });

  it('names a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    try {
      const { code, checks } = await doctor('--port', String(port));
      expect(code).toBe(2);
      expect(checks.find(({ name }) => name === 'port')).toMatchObject({ state: 'problem', found: expect.stringContaining(String(port)) });
    } finally {
      server.close();
    }
  });

  it('names a ruleset that cannot be read', async () => {
    const { code, checks } = await doctor('--port', '0', '--rules', join(home, 'none.yaml'));
    expect(code).toBe(2);
    expect(checks.find(({ name }) => name === 'rules')).toMatchObject({ state: 'problem', found: expect.stringContaining('none.yaml') });
  });

  it('refuses a command, and flags of a trust run, without one', async () => {
    for (const words of [['true'], ['--kinds', 'expired'], ['--rounds', '2']])
      expect((await doctor(...words)).code, words.join(' ')).toBe(2);
  });
});

/** Asks one URL over TLS through the proxy, as an app would that checks certificates (`strict`) or does not. */
const app = `
const { request } = require('node:http');
const { connect } = require('node:tls');
const { readFileSync } = require('node:fs');
const [port, how] = process.argv.slice(1);
const { hostname: host, port: proxyPort } = new URL(process.env.PLAINSIGHT_PROXY_URL);
const tunnel = request({ host, port: proxyPort, method: 'CONNECT', path: 'localhost:' + port });
tunnel.once('error', () => process.exit(0));
tunnel.once('connect', (_, socket) => {
  const ca = readFileSync(process.env.NODE_EXTRA_CA_CERTS);
  const tls = connect({ socket, servername: 'localhost', ca, rejectUnauthorized: how === 'strict' }, () => {
    tls.write('GET /me HTTP/1.1\\r\\nHost: localhost:' + port + '\\r\\nConnection: close\\r\\n\\r\\n');
  });
  tls.once('error', () => process.exit(0));
  tls.resume().once('close', () => process.exit(0));
});
tunnel.end();
`;

describe('S13: plainsight doctor --trust', () => {
  const folder = makeFolder();
  const place: Workplace = workplace(folder.path);
  let origins: TestOrigins;
  beforeAll(async () => {
    origins = await startTestOrigins(folder.path);
    openAuthority({ home: place.home });
  });
  afterAll(async () => {
    await origins.close();
    folder.remove();
  });
  const trust = (how: string, ...words: string[]) =>
    place.run([
      ...['doctor', '--trust', '--data', place.data, '--origin-ca', origins.caFile, '--report', 'json', ...words],
      ...['--', process.execPath, '-e', app, String(origins.httpsPort), how],
    ]);

  it('reports every kind of certificate under which an app that checks nothing sent data', async () => {
    const { code, out, err } = await trust('lax');
    expect(code, err).toBe(1);
    const { verdict, findings } = JSON.parse(out);
    expect(verdict.outcome).toBe('fail');
    const kinds = findings.map(
      ({ evidence }: { evidence: { trust: { certificate: { kind: string } } } }) => evidence.trust.certificate.kind,
    );
    expect([...kinds].sort()).toEqual(['expired', 'self-signed', 'untrusted', 'wrong-host']);
    for (const { ruleId, evidence } of findings) {
      expect(ruleId).toBe('plainsight/certificate-not-validated');
      expect(evidence).toMatchObject({ host: 'localhost', trust: { firstBytes: { method: 'GET', protocol: 'http/1.1' } } });
    }
  });

  it('passes an app that refuses all of them', async () => {
    const { code, out, err } = await trust('strict');
    expect(code, err).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: { outcome: 'pass' }, findings: [] });
  });

  it('offers only the kinds that are asked for', async () => {
    const { code, out } = await trust('lax', '--kinds', 'expired');
    expect(code).toBe(1);
    expect(JSON.parse(out).findings).toHaveLength(1);
  });

  it('is no pass when nobody came', async () => {
    const { code, out } = await place.run([
      ...['doctor', '--trust', '--data', place.data, '--report', 'json', '--', process.execPath, '-e', '0'],
    ]);
    expect(code).toBe(3);
    expect(JSON.parse(out).verdict.outcome).toBe('inconclusive');
  });
});
