import { describe, expect, it, onTestFinished } from 'vitest';
import type { UpstreamProxy } from '../../../proxy/upstream/upstream-proxy.js';
import { dialProxy } from '../../harness/raw-device.js';
import { goodTls, startRawOrigin } from '../../harness/raw-origin.js';
import { proxyForTest } from '../../harness/test-proxy.js';
import { type RealProxy, startHttpProxy, startSocksProxy } from './real-proxies.js';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const secret = 'ann:s3cret';
const credentials = { username: 'ann', password: 's3cret' };
const host = 'proxy.test';

describe('wrong credentials', () => {
  it.each<[string, () => Promise<RealProxy>, (port: number) => UpstreamProxy, RegExp]>([
    [
      'none for an HTTP proxy',
      () => startHttpProxy({ credentials: 'other:x' }),
      (port) => ({ kind: 'http', host, port }),
      /status 407: it wants credentials/,
    ],
    [
      'wrong ones for an HTTPS proxy',
      () => startHttpProxy({ tls: goodTls(host), credentials: 'other:x' }),
      (port) => ({ kind: 'https', host, port, authorization: basic(secret) }),
      /status 407: it wants other credentials/,
    ],
    [
      'none for a SOCKS proxy',
      () => startSocksProxy({ credentials: 'other:x' }),
      (port) => ({ kind: 'socks5', host, port, resolveAt: 'proxy' }),
      /wants credentials/,
    ],
    [
      'wrong ones for a SOCKS proxy',
      () => startSocksProxy({ credentials: 'other:x' }),
      (port) => ({ kind: 'socks5', host, port, resolveAt: 'here', credentials }),
      /does not accept the user name and password/,
    ],
    [
      'some for a SOCKS proxy that takes none',
      () => startSocksProxy(),
      (port) => ({ kind: 'socks5', host, port, resolveAt: 'here', credentials }),
      /^$/,
    ],
  ])('%s', async (_name, start, choose, reason) => {
    const upstream = await start();
    const proxy = await proxyForTest({ upstream: () => choose(upstream.port), resolve: async () => ['127.0.0.1', '127.0.0.2'] });
    const target = await startRawOrigin();
    onTestFinished(() => target.close());
    const device = await dialProxy(proxy.port);
    device.write(`CONNECT origin.test:${target.port} HTTP/1.1\r\nHost: a\r\n\r\n`);
    const answer = await device.until('\r\n\r\n');
    if (reason.source === '^$') {
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
      device.socket.resetAndDestroy();
      return;
    }
    expect(answer).toMatch(/^HTTP\/1\.1 502 /);
    expect(answer).toMatch(reason);
    expect(JSON.stringify([answer, proxy.closed])).not.toMatch(/s3cret|ann|YW5u/);
    expect(proxy.closed[0]).toMatchObject({ interception: 'origin-failed', failureCause: 'upstream-proxy-refused' });
    // An account is not tried on every address of a name.
    expect(upstream.origin.connections).toHaveLength(1);
    device.socket.destroy();
  });
});
