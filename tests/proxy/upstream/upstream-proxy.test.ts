import { describe, expect, it } from 'vitest';
import { UpstreamProxyError, upstreamFromEnvironment } from '../../../proxy/upstream/upstream-proxy.js';

const https = { host: 'origin.test', port: 443 };
const http = { host: 'origin.test', port: 80 };
const corporate = { host: 'proxy.test', port: 3128 };

describe('upstreamFromEnvironment', () => {
  it('goes directly when nothing is set', () => {
    expect(upstreamFromEnvironment({})('https', https)).toBeUndefined();
    expect(upstreamFromEnvironment({ HTTPS_PROXY: '', https_proxy: '' })('https', https)).toBeUndefined();
  });

  it.each(['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'])('takes %s for https', (name) => {
    expect(upstreamFromEnvironment({ [name]: 'http://proxy.test:3128' })('https', https)).toEqual(corporate);
  });

  it('chooses by scheme, and prefers lower case', () => {
    const choose = upstreamFromEnvironment({
      http_proxy: 'http://a.test:1',
      HTTP_PROXY: 'http://b.test:2',
      https_proxy: 'http://c.test:3',
    });
    expect(choose('http', http)).toEqual({ host: 'a.test', port: 1 });
    expect(choose('https', https)).toEqual({ host: 'c.test', port: 3 });
    expect(upstreamFromEnvironment({ http_proxy: 'http://a.test:1' })('https', https)).toBeUndefined();
  });

  it('reads addresses without scheme or port, IPv6 literals, and credentials', () => {
    expect(upstreamFromEnvironment({ https_proxy: 'proxy.test:3128' })('https', https)).toEqual(corporate);
    expect(upstreamFromEnvironment({ https_proxy: 'http://proxy.test' })('https', https)).toEqual({ host: 'proxy.test', port: 80 });
    expect(upstreamFromEnvironment({ https_proxy: 'http://[::1]:3128' })('https', https)).toEqual({ host: '::1', port: 3128 });
    expect(upstreamFromEnvironment({ https_proxy: 'http://us%40er:p%3Aw@proxy.test:3128' })('https', https)).toEqual({
      ...corporate,
      authorization: `Basic ${Buffer.from('us@er:p:w').toString('base64')}`,
    });
  });

  it.each(['socks5://proxy.test:1080', 'https://proxy.test:443', 'http://', 'http://a b', 'http://user:%zz@proxy.test:1', 'ftp://x'])(
    'refuses %s at start, naming the variable and not the credentials',
    (value) => {
      const read = () => upstreamFromEnvironment({ HTTPS_PROXY: value });
      expect(read).toThrow(UpstreamProxyError);
      expect(read).toThrow(/HTTPS_PROXY/);
      expect(read).not.toThrow(/%zz/);
    },
  );

  it('goes directly to what NO_PROXY names, in either case', () => {
    const choose = upstreamFromEnvironment({ HTTPS_PROXY: 'http://proxy.test:3128', no_proxy: 'origin.test', NO_PROXY: 'other.test' });
    expect(choose('https', https)).toBeUndefined();
    expect(choose('https', { host: 'other.test', port: 443 })).toEqual(corporate);
  });
});
