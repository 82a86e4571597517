import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Ruleset } from '../../rules/index.js';
import { proxySettings } from '../../session/proxy-settings.js';
import type { SessionOptions } from '../../session/session-types.js';
import { selfSigned } from '../harness/self-signed.js';
import { temporaryFolder } from '../harness/temporary-folder.js';
import { place, rule, ruleset } from '../rules/evaluate/samples.js';
import { clientPems } from '../rules/load/client-pems.js';

const lists = new Map([['cdn', ['cdn.example', '*.cdn.example']]]);

async function settings(options: Partial<SessionOptions> = {}, rules: Partial<Ruleset> = {}) {
  const faults: string[] = [];
  const whole = { home: '/h', dataFolder: '/d', rules: [], host: '127.0.0.1', port: 8080, version: '0', env: {}, ...options };
  const {
    proxy,
    faults: table,
    keyLog,
  } = await proxySettings(whole, ruleset(rules.rules ?? [], [], { hosts: lists, ...rules }), (text) => void faults.push(text));
  onTestFinished(() => keyLog?.close());
  return { proxy, table, keyLog, faults };
}

const https = (host: string) => ({ host, port: 443 });

describe('proxySettings', () => {
  it('listens where it was told, and for the network everywhere', async () => {
    expect((await settings({ host: '::1', port: 9 })).proxy).toMatchObject({ host: '::1', port: 9 });
    expect((await settings({ lan: true })).proxy.host).toBe('0.0.0.0');
  });

  it('lets devices in as the options say', async () => {
    const allowed = async (options: Partial<SessionOptions>) => {
      const { clientAllowed } = (await settings(options)).proxy;
      return ['127.0.0.1', '192.168.1.7', '203.0.113.9'].filter(clientAllowed);
    };
    expect(await allowed({})).toEqual(['127.0.0.1']);
    expect(await allowed({ lan: true })).toEqual(['127.0.0.1', '192.168.1.7']);
    expect(await allowed({ clients: ['203.0.113.0/24'] })).toEqual(['127.0.0.1', '203.0.113.9']);
  });

  it('passes through what the ruleset or the options name, lists too', async () => {
    const { passthrough } = (await settings({ passthrough: ['cdn', 'Mine.example'] }, { passthrough: ['*.pinned.example'] })).proxy;
    const hosts = ['mine.example', 'a.cdn.example', 'a.pinned.example', 'other.example'];
    expect(hosts.filter(passthrough)).toEqual(['mine.example', 'a.cdn.example', 'a.pinned.example']);
    expect((await settings()).proxy.passthrough('mine.example')).toBe(false);
  });

  it('asks the ruleset which origins need not verify, and which may speak old TLS', async () => {
    const { insecureOrigin, legacyTlsOrigin } = (await settings({}, { insecureOrigins: ['cdn'], legacyTls: ['old.example'] })).proxy;
    expect(['cdn.example', 'old.example'].map((host) => [insecureOrigin(host), legacyTlsOrigin?.(host)])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('makes hosts fail from the start, and later, as the table says', async () => {
    const { proxy, table } = await settings({ failHosts: ['a.example', '*.b.example:timeout'] });
    expect(['a.example', 'x.b.example', 'c.example'].map((host) => proxy.faultFor?.(https(host)))).toEqual([
      'refuse',
      'timeout',
      undefined,
    ]);
    expect(table.list()).toHaveLength(2);
  });

  it('goes through the proxy that the option names, else the environment', async () => {
    const env = { HTTPS_PROXY: 'http://proxy.example:3128' };
    const of = async (options: Partial<SessionOptions>) => (await settings(options)).proxy.upstream('https', https('a.example'));
    expect(await of({ env })).toMatchObject({ host: 'proxy.example', port: 3128 });
    expect(await of({ env, upstreamProxy: 'none' })).toBeUndefined();
    expect(await of({})).toBeUndefined();
  });

  it('stands in for an origin only where it is told to', async () => {
    expect((await settings({ reverse: 'https://api.example' })).proxy.reverse).toEqual({
      scheme: 'https',
      authority: https('api.example'),
    });
    const { proxy } = await settings();
    for (const key of [
      'reverse',
      'originalDestination',
      'socksCredentials',
      'keyLog',
      'resolve',
      'nameServers',
      'idleLimit',
      'maxConnections',
    ])
      expect(proxy).not.toHaveProperty(key);
  });

  it('hands on what needs no reading', async () => {
    const given = {
      socksCredentials: { username: 'u', password: 'p' },
      resolve: async () => ['127.0.0.1'],
      nameServers: ['127.0.0.1:53'],
      idleLimit: 5,
      maxConnections: 7,
    };
    expect((await settings(given)).proxy).toMatchObject(given);
  });

  it('waits for aliases and pointers only where a rule depends on them', async () => {
    const of = async (parts: Parameters<typeof rule>[1]) => {
      const { aliasWait, needsPointers } = (await settings({}, { rules: [rule('r', parts)] })).proxy;
      return [(aliasWait ?? 0) > 0, needsPointers];
    };
    expect(await of({})).toEqual([false, false]);
    expect(await of({ never: [{ operator: { mode: 'in', members: ['agora'] } }] })).toEqual([true, false]);
    expect(await of({ never: [{ names: 'disagree-with-ptr' }] })).toEqual([true, true]);
    expect(await of({ level: 'off', never: [{ names: 'disagree-with-ptr' }] })).toEqual([false, false]);
  });

  it('writes the secrets of TLS to the file that was named', async () => {
    const file = join(temporaryFolder(), 'keys.log');
    const { proxy, faults } = await settings({ keyLog: file });
    proxy.keyLog?.(Buffer.from('CLIENT_RANDOM a b\n'));
    expect([readFileSync(file, 'utf8'), faults]).toEqual(['CLIENT_RANDOM a b\n', []]);
  });
});

describe('client certificates', () => {
  const certificate = (host: string, pems: { readonly cert: string; readonly key: string }) => ({
    host,
    chain: pems.cert,
    key: pems.key,
    place,
  });

  it('are shown to whom they are for: the first entry that names the host counts', async () => {
    const clientCertificates = [certificate('a.example', clientPems), certificate('*.example', selfSigned), certificate('cdn', clientPems)];
    const { clientCertificate } = (await settings({}, { clientCertificates })).proxy;
    expect(['a.example', 'b.example', 'b.other'].map((host) => clientCertificate?.(host)?.key)).toEqual([
      clientPems.key,
      selfSigned.key,
      undefined,
    ]);
  });

  it('may be locked', async () => {
    const locked = { ...certificate('a.example', clientPems), key: clientPems.encryptedKey, passphrase: clientPems.passphrase };
    const { clientCertificate } = (await settings({}, { clientCertificates: [locked] })).proxy;
    expect(clientCertificate?.('a.example')).toEqual({
      chain: clientPems.cert,
      key: clientPems.encryptedKey,
      passphrase: clientPems.passphrase,
    });
  });

  it('that do not work are refused before the run, at their place and without their key', async () => {
    const mixed = certificate('a.example', { cert: clientPems.cert, key: selfSigned.key });
    const failure = await settings({}, { clientCertificates: [mixed] }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      name: 'RulesetError',
      problems: [{ place, message: expect.stringContaining('the client certificate for a.example: ') }],
    });
    expect(String(failure)).not.toContain('MIGH');
  });
});

describe('what cannot be', () => {
  it.each<[string, Partial<SessionOptions>, string]>([
    ['a host that is none', { passthrough: ['https://a.example'] }, 'HostOptionError'],
    ['a list that is none', { passthrough: ['nobody'] }, 'HostOptionError'],
    ['a fault that is none', { failHosts: ['a.example:boom'] }, 'FaultRuleError'],
    ['an origin with a path', { reverse: 'https://a.example/path' }, 'ProxyStartError'],
    ['a device that is none', { clients: ['phone'] }, 'ClientFilterError'],
    ['a proxy that is none', { upstreamProxy: 'ftp://a.example' }, 'UpstreamProxyError'],
    ['a folder for a key log', { keyLog: '/' }, 'RecordError'],
  ])('is told before anything listens: %s', async (_what, options, name) => {
    await expect(settings(options)).rejects.toMatchObject({ name });
  });
});
