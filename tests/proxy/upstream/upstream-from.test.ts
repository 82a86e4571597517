import { describe, expect, it } from 'vitest';
import { upstreamFrom, upstreamFromEnvironment } from '../../../proxy/upstream/upstream-from.js';
import { UpstreamProxyError } from '../../../proxy/upstream/upstream-proxy.js';

const https = { host: 'origin.test', port: 443 };
const http = { host: 'origin.test', port: 80 };
const corporate = { kind: 'http', host: 'proxy.test', port: 3128 };

describe('upstreamFromEnvironment', () => {
  it('goes directly when nothing is set', () => {
    expect(upstreamFromEnvironment({})('https', https)).toBeUndefined();
    expect(upstreamFromEnvironment({ HTTPS_PROXY: '', https_proxy: '' })('https', https)).toBeUndefined();
  });

  it.each(['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'])('takes %s for https', (name) => {
    expect(upstreamFromEnvironment({ [name]: 'http://proxy.test:3128' })('https', https)).toEqual(corporate);
  });

  it('chooses by scheme, and prefers lower case and the particular', () => {
    const choose = upstreamFromEnvironment({
      http_proxy: 'http://a.test:1',
      HTTP_PROXY: 'http://b.test:2',
      https_proxy: 'https://c.test:3',
      ALL_PROXY: 'socks5://d.test:4',
    });
    expect(choose('http', http)).toEqual({ kind: 'http', host: 'a.test', port: 1 });
    expect(choose('https', https)).toEqual({ kind: 'https', host: 'c.test', port: 3 });
    expect(upstreamFromEnvironment({ http_proxy: 'http://a.test:1' })('https', https)).toBeUndefined();
    const half = upstreamFromEnvironment({ http_proxy: 'http://a.test:1', all_proxy: 'socks5h://d.test:4' });
    expect(half('https', https)).toEqual({ kind: 'socks5', host: 'd.test', port: 4, resolveAt: 'proxy' });
    expect(half('http', http)).toEqual({ kind: 'http', host: 'a.test', port: 1 });
  });

  it.each([
    ['HTTPS_PROXY', 'HTTPS_PROXY', 'ftp://secret@x'],
    ['https_proxy', 'HTTPS_PROXY', 'http://u:secret%zz@x:1'],
    ['all_proxy', 'ALL_PROXY', 'socks4://secret@x:1'],
  ])('refuses a bad %s at once, naming %s and nothing of it', (name, shown, value) => {
    const read = () => upstreamFromEnvironment({ [name]: value });
    expect(read).toThrow(UpstreamProxyError);
    expect(read).toThrow(shown);
    expect(read).not.toThrow(/secret/);
  });

  it('goes directly to what NO_PROXY names, in either case', () => {
    const choose = upstreamFromEnvironment({ HTTPS_PROXY: 'http://proxy.test:3128', no_proxy: 'origin.test', NO_PROXY: 'other.test' });
    expect(choose('https', https)).toBeUndefined();
    expect(choose('https', { host: 'other.test', port: 443 })).toEqual(corporate);
  });
});

describe('upstreamFrom', () => {
  const env = { https_proxy: 'http://proxy.test:3128', no_proxy: 'near.test' };

  it('is the environment’s where nothing was said', () => {
    expect(upstreamFrom(undefined, env)('https', https)).toEqual(corporate);
    expect(upstreamFrom(undefined, env)('http', http)).toBeUndefined();
  });

  it('takes an address for both schemes, whatever the environment says but NO_PROXY', () => {
    const choose = upstreamFrom('socks5://user:pw@other.test', env);
    const other = { kind: 'socks5', host: 'other.test', port: 1080, resolveAt: 'here', credentials: { username: 'user', password: 'pw' } };
    expect(choose('https', https)).toEqual(other);
    expect(choose('http', http)).toEqual(other);
    expect(choose('https', { host: 'near.test', port: 443 })).toBeUndefined();
  });

  it('does not look at an environment that it is to override, broken as that may be', () => {
    expect(upstreamFrom('http://proxy.test:3128', { https_proxy: 'ftp://x' })('http', http)).toEqual(corporate);
    expect(upstreamFrom('none', { https_proxy: 'ftp://x' })('https', https)).toBeUndefined();
  });

  it('goes directly with none, in either case', () => {
    expect(upstreamFrom('None', env)('https', https)).toBeUndefined();
    expect(upstreamFrom('none', env)('https', https)).toBeUndefined();
  });

  it.each(['', 'a b', 'ftp://secret@x'])('refuses %j, naming the flag', (setting) => {
    expect(() => upstreamFrom(setting, {})).toThrow(/^--upstream-proxy /);
    expect(() => upstreamFrom(setting, {})).not.toThrow(/secret/);
  });
});
