import { describe, expect, it, onTestFinished } from 'vitest';
import { resetSocket } from '../../../proxy/reset-socket.js';
import type { UpstreamProxy } from '../../../proxy/upstream/upstream-proxy.js';
import { askProxy, dialProxy, openSecureTunnel, openTunnel } from '../../harness/raw-device.js';
import { goodTls, type RawOrigin, startRawOrigin } from '../../harness/raw-origin.js';
import { lifeProblems, proxyForTest, type TestProxyOptions } from '../../harness/test-proxy.js';
import type { Wire } from '../../harness/wire.js';
import { type RealProxy, startHttpProxy, startSocksProxy } from './real-proxies.js';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const secret = 'ann:s3cret';
const credentials = { username: 'ann', password: 's3cret' };

interface Kind {
  readonly start: () => Promise<RealProxy>;
  readonly upstream: (port: number) => UpstreamProxy;
  /** How the proxy sees `origin.test:PORT`. */
  readonly tunnel: (port: number) => string;
  /** How it sees a request in absolute form. */
  readonly request: (port: number) => string;
}

const host = 'proxy.test';
const connect = (port: number) => `CONNECT origin.test:${port}`;
const absolute = (port: number) => `GET http://origin.test:${port}/x`;
const named = (port: number) => `name origin.test:${port}`;
const addressed = (port: number) => `ipv4 127.0.0.1:${port}`;
const kinds: Record<string, Kind> = {
  http: { start: () => startHttpProxy(), upstream: (port) => ({ kind: 'http', host, port }), tunnel: connect, request: absolute },
  'http with credentials': {
    start: () => startHttpProxy({ credentials: secret }),
    upstream: (port) => ({ kind: 'http', host, port, authorization: basic(secret) }),
    tunnel: connect,
    request: absolute,
  },
  https: {
    start: () => startHttpProxy({ tls: goodTls(host) }),
    upstream: (port) => ({ kind: 'https', host, port }),
    tunnel: connect,
    request: absolute,
  },
  'https by address, with credentials': {
    start: () => startHttpProxy({ tls: goodTls('127.0.0.1'), credentials: secret }),
    upstream: (port) => ({ kind: 'https', host: '127.0.0.1', port, authorization: basic(secret) }),
    tunnel: connect,
    request: absolute,
  },
  socks5: {
    start: () => startSocksProxy(),
    upstream: (port) => ({ kind: 'socks5', host, port, resolveAt: 'here' }),
    tunnel: addressed,
    request: addressed,
  },
  'socks5h with credentials': {
    start: () => startSocksProxy({ credentials: secret }),
    upstream: (port) => ({ kind: 'socks5', host, port, resolveAt: 'proxy', credentials }),
    tunnel: named,
    request: named,
  },
};

async function origin(options: Parameters<typeof startRawOrigin>[0] = {}): Promise<RawOrigin> {
  const started = await startRawOrigin(options);
  onTestFinished(() => started.close());
  return started;
}

describe.each(Object.entries(kinds))('through %s', (_name, kind) => {
  async function between(options: TestProxyOptions = {}) {
    const upstream = await kind.start();
    const chosen = kind.upstream(upstream.port);
    const proxy = await proxyForTest({ upstream: () => chosen, ...options });
    return { upstream, proxy, place: `${chosen.host}:${upstream.port}` };
  }

  it('TLS is intercepted end to end, and the record says where it went', async () => {
    const { upstream, proxy, place } = await between();
    const target = await origin({ tls: goodTls() });
    const device = await openSecureTunnel(proxy.port, `origin.test:${target.port}`);
    device.write('GET /secret HTTP/1.1\r\nHost: origin.test\r\n\r\n');
    const arrived = await target.next();
    await arrived.until('\r\n\r\n');
    arrived.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    await device.until('ok');
    device.socket.end();
    arrived.socket.end();
    await device.left;
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({
      interception: 'intercepted',
      upstreamProxy: place,
      connectTarget: { host: 'origin.test', port: target.port },
      server: { address: '127.0.0.1', port: upstream.port, host: 'origin.test' },
      tls: { serverName: 'origin.test', origin: { alpn: 'http/1.1' }, certificate: { verified: true } },
    });
    expect(closed!.attempts[0]).toMatchObject({ address: '127.0.0.1', port: upstream.port, outcome: 'connected' });
    expect(upstream.asked).toEqual([kind.tunnel(target.port)]);
    expect(proxy.messages.map(({ kind: what }) => what)).toEqual(['http-request', 'http-response']);
    expect(JSON.stringify([proxy.told, proxy.gaps])).not.toMatch(/s3cret|ann:|Basic/);
    expect([lifeProblems(proxy.told), proxy.faults]).toEqual([[], []]);
  });

  it('a server that speaks first is heard, both directions are kept apart, and a half-close goes through', async () => {
    const { proxy } = await between();
    const target = await origin({ serve: (wire) => void wire.write('220 hello\r\n') });
    const device = await openTunnel(proxy.port, `origin.test:${target.port}`);
    await device.until('220 hello\r\n');
    const upload = Buffer.alloc(300_000, 'u');
    device.write(upload);
    device.socket.end();
    const arrived = await target.next();
    await arrived.left;
    expect(arrived.received.equals(upload)).toBe(true);
    arrived.write(Buffer.alloc(300_000, 'd'));
    arrived.socket.end();
    expect(await device.left).toEqual({ how: 'ended' });
    expect(device.received.subarray(11).equals(Buffer.alloc(300_000, 'd'))).toBe(true);
    await proxy.untilClosed(1);
    expect(lifeProblems(proxy.told)).toEqual([]);
  });

  it('a half-close goes through inside TLS, too', async () => {
    const { proxy } = await between();
    const target = await origin({ tls: goodTls() });
    const device = await openSecureTunnel(proxy.port, `origin.test:${target.port}`, { allowHalfOpen: true } as object);
    device.write('POST / HTTP/1.1\r\nHost: origin.test\r\nContent-Length: 200000\r\n\r\n').write(Buffer.alloc(200_000, 'u'));
    const arrived = await target.next();
    await arrived.until((text) => text.length >= 200_000);
    arrived.write(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${'d'.repeat(200_000)}`);
    arrived.socket.end();
    await device.left;
    expect(device.text.endsWith('d'.repeat(200_000))).toBe(true);
    device.socket.end();
    await proxy.untilClosed(1);
    expect(proxy.messages.map(({ body }) => body.size)).toEqual([200_000, 200_000]);
  });

  it.each(['cleartext', 'TLS'])('an origin that resets is a reset to the device (%s)', async (wire) => {
    const { proxy } = await between();
    const target = await origin(wire === 'TLS' ? { tls: goodTls() } : {});
    const name = `origin.test:${target.port}`;
    const device = wire === 'TLS' ? await openSecureTunnel(proxy.port, name) : await openTunnel(proxy.port, name);
    device.write('GET / HTTP/1.1\r\nHost: origin.test\r\n\r\n');
    const arrived = await target.next();
    await arrived.until('\r\n\r\n');
    arrived.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf');
    await device.until('half');
    if (wire === 'TLS') arrived.socket.destroy();
    else resetSocket(arrived.socket);
    const { how } = await device.left;
    device.socket.destroy();
    await proxy.untilClosed(1);
    await gone(target);
    // A TLSSocket that is destroyed ends in order, and so does the test's own proxy with TLS.
    if (wire === 'cleartext' && kind.upstream(1).kind !== 'https') expect(how).toBe('reset');
    expect([lifeProblems(proxy.told), proxy.faults]).toEqual([[], []]);
  });

  it.each(['cleartext', 'TLS'])('a device that resets is let go at the origin (%s)', async (wire) => {
    const { proxy, upstream } = await between();
    const target = await origin(wire === 'TLS' ? { tls: goodTls() } : {});
    const tunnel = await openTunnel(proxy.port, `origin.test:${target.port}`);
    if (wire === 'cleartext') {
      tunnel.write('GET / HTTP/1.1\r\nHost: origin.test\r\n\r\n');
      await (await target.next()).until('\r\n\r\n');
    }
    resetSocket(tunnel.socket);
    await proxy.untilClosed(1);
    await gone(target);
    await gone(upstream.origin);
    expect(proxy.faults).toEqual([]);
  });

  it('a plain request is answered, its kept connection used again, and the origin sees neither proxy nor credentials', async () => {
    const { upstream, proxy, place } = await between();
    const target = await origin({ serve: (wire) => void answerEach(wire) });
    const device = await dialProxy(proxy.port);
    const request = `GET http://origin.test:${target.port}/x HTTP/1.1\r\nHost: origin.test:${target.port}\r\nProxy-Authorization: Basic bXk=\r\n\r\n`;
    device.write(request);
    await device.until('ok1');
    if (upstream.asked[0]?.startsWith('GET')) device.socket.end();
    else {
      // Through SOCKS the connection is one with the origin.
      device.write(request);
      await device.until('ok2');
      device.socket.end();
    }
    await proxy.untilClosed(1);
    expect(upstream.asked).toEqual([kind.request(target.port)]);
    const { text } = await target.next();
    expect(text.startsWith(`GET /x HTTP/1.1\r\nHost: origin.test:${target.port}\r\n`)).toBe(true);
    expect(text).not.toMatch(/proxy-|Basic/i);
    expect(proxy.closed[0]).toMatchObject({ capture: 'absolute-form', wire: 'cleartext', upstreamProxy: place });
    expect(proxy.messages[0]?.request?.target).toMatch(/\/x$/);
  });

  it('an upgrade goes through a tunnel', async () => {
    const { upstream, proxy } = await between();
    const target = await origin();
    const device = await dialProxy(proxy.port);
    device.write(`GET ws://origin.test:${target.port}/w HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    const arrived = await target.next();
    expect(await arrived.until('\r\n\r\n')).toMatch(/^GET \/w HTTP\/1\.1\r\n/);
    arrived.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n\x81\x02hi');
    await device.until('hi');
    expect(upstream.asked).toEqual([kind.tunnel(target.port)]);
    resetSocket(device.socket);
    await proxy.untilClosed(1);
    await gone(target);
  });

  it('an origin that cannot be reached is told', async () => {
    const closed = await startRawOrigin();
    await closed.close();
    const { proxy } = await between();
    const answer = await askProxy(proxy.port, `CONNECT origin.test:${closed.port} HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 502 /);
    expect(proxy.closed[0]).toMatchObject({ interception: 'origin-failed', failureCause: 'upstream-proxy-refused' });
  });

  it('a device that leaves meanwhile is followed at once', async () => {
    const silent = await startRawOrigin({ halfOpen: false });
    onTestFinished(() => silent.close());
    const proxy = await proxyForTest({ upstream: () => kind.upstream(silent.port) });
    const device = await dialProxy(proxy.port);
    device.write('CONNECT origin.test:443 HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(() => silent.open).toBe(1);
    resetSocket(device.socket);
    await gone(silent);
    expect((await proxy.untilClosed(1))[0]).toMatchObject({ interception: 'pending', failureCause: 'closed-before-first-byte' });
    expect(proxy.faults).toEqual([]);
  });

  it('a proxy that is silent is 504, one that is not there 502, and the message says it is the proxy', async () => {
    const silent = await startRawOrigin();
    const ask = (port: number) => askProxy(port, 'CONNECT origin.test:443 HTTP/1.1\r\nHost: a\r\n\r\n');
    const first = await proxyForTest({ dialTimeout: 100, upstream: () => kind.upstream(silent.port) });
    expect(await ask(first.port)).toMatch(/^HTTP\/1\.1 504 [\s\S]*Plainsight-Error: upstream proxy /);
    expect(first.closed[0]).toMatchObject({ failureCause: 'timeout', upstreamProxy: expect.stringContaining(`:${silent.port}`) });
    await silent.close();
    const second = await proxyForTest({ upstream: () => kind.upstream(silent.port) });
    const answer = await ask(second.port);
    expect(answer).toMatch(/^HTTP\/1\.1 502 [\s\S]*Plainsight-Error: upstream proxy .* cannot be reached: .*ECONNREFUSED/);
    expect(answer).not.toMatch(/s3cret|Basic/);
    expect(second.closed[0]).toMatchObject({ failureCause: 'connection-refused' });
    expect(second.closed[0]!.attempts).toMatchObject([{ port: silent.port, outcome: { failed: 'ECONNREFUSED' } }]);
    expect(second.closed[0]!.server).toBeUndefined();
  });
});

async function gone(server: { readonly open: number }): Promise<void> {
  await expect.poll(() => server.open, { timeout: 5_000 }).toBe(0);
}

/** Answers every request on a connection with its number. */
async function answerEach(wire: Wire): Promise<void> {
  for (let count = 1; !wire.gone; count += 1) {
    await wire.until((text) => text.split('\r\n\r\n').length > count).catch(() => wire.socket.destroy());
    if (!wire.gone) wire.write(`HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok${count}`);
  }
}
