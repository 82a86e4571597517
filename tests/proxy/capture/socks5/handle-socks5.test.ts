import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../../harness/eventually.js';
import { dialProxy, secure } from '../../../harness/raw-device.js';
import { goodTls, startRawOrigin } from '../../../harness/raw-origin.js';
import { askSocks, openSocksTunnel, socksCredentials, socksRequest, takeReply } from '../../../harness/socks5-client.js';
import { lifeProblems, proxyForTest } from '../../../harness/test-proxy.js';
import type { Wire } from '../../../harness/wire.js';

const run = promisify(execFile);

async function origin(options: Parameters<typeof startRawOrigin>[0] = {}) {
  const started = await startRawOrigin(options);
  onTestFinished(() => started.close());
  return started;
}

const answersHttp = (wire: Wire) =>
  void wire.until('\r\n\r\n').then(
    () => wire.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok'),
    () => wire.socket.destroy(),
  );

describe('SOCKS5 CONNECT', () => {
  it.each(['127.0.0.1', 'origin.test', 'Origin.TEST.', '::1'])('reaches %s, and says from where', async (host) => {
    const target = await origin({ serve: answersHttp, host: host === '::1' ? '::1' : '127.0.0.1' });
    const proxy = await proxyForTest();
    const { wire, reply } = await askSocks(proxy.port, socksRequest(1, { host, port: target.port }));
    expect(reply.code).toBe(0);
    const arrived = await target.next();
    expect(reply.bound).toEqual({ host: host === '::1' ? '::1' : '127.0.0.1', port: arrived.socket.remotePort });
    wire.write('GET /a HTTP/1.1\r\nHost: origin.test\r\n\r\n');
    expect(await wire.until('ok')).toMatch(/^HTTP\/1\.1 200 OK/);
    wire.socket.destroy();
    const [closed] = await proxy.untilClosed(1);
    const plain = host.toLowerCase().replace(/\.$/, '');
    expect(closed).toMatchObject({
      capture: 'socks5',
      connectTarget: { host: plain, port: target.port },
      server: { address: host === '::1' ? '::1' : '127.0.0.1', port: target.port, host: plain },
      wire: 'cleartext',
      interception: 'cleartext',
    });
    expect(closed!.transport).toBeUndefined();
    expect(proxy.messages.map(({ kind }) => kind)).toEqual(['http-request', 'http-response']);
    expect(lifeProblems(proxy.told)).toEqual([]);
  });

  it('takes literals that are sent as names for what they are, and mapped addresses for IPv4', async () => {
    const target = await origin();
    const proxy = await proxyForTest();
    const asName = (text: string) => Buffer.concat([Buffer.of(5, 1, 0, 3, text.length), Buffer.from(text), tail]);
    const tail = Buffer.of(target.port >> 8, target.port & 255);
    const mapped = Buffer.concat([Buffer.of(5, 1, 0, 4), Buffer.from('00000000000000000000ffff7f000001', 'hex'), tail]);
    for (const request of [asName('127.0.0.1'), mapped]) {
      const { wire, reply } = await askSocks(proxy.port, request);
      expect(reply.code).toBe(0);
      wire.socket.resetAndDestroy();
    }
    const closed = await proxy.untilClosed(2);
    expect(closed.map(({ connectTarget }) => connectTarget?.host)).toEqual(['127.0.0.1', '127.0.0.1']);
  });

  it('is answered only when the connection to the origin stands', async () => {
    let resolve: (addresses: string[]) => void = () => undefined;
    const proxy = await proxyForTest({ resolve: () => new Promise((done) => (resolve = done)) });
    const target = await origin();
    const wire = await dialProxy(proxy.port);
    wire.write(Buffer.concat([Buffer.of(5, 1, 0), socksRequest(1, { host: 'origin.test', port: target.port })]));
    await eventually(() => proxy.server.openConnections === 1);
    await wire.until(2);
    await new Promise((done) => setTimeout(done, 30));
    expect(wire.received).toEqual(Buffer.of(5, 0));
    resolve(['127.0.0.1']);
    await wire.until(12);
    wire.socket.destroy();
  });

  it.each([1, 2, 3, 4, 5, 7, 9, 11, 12, 20])('keeps what comes with the request, cut after %s bytes', async (cut) => {
    const target = await origin({ serve: answersHttp });
    const proxy = await proxyForTest();
    const all = Buffer.concat([
      Buffer.of(5, 1, 0),
      socksRequest(1, { host: '127.0.0.1', port: target.port }),
      Buffer.from('GET /early HTTP/1.1\r\nHost: a\r\n\r\n'),
    ]);
    const wire = await dialProxy(proxy.port);
    wire.write(all.subarray(0, cut));
    await new Promise((resolve) => setTimeout(resolve, 15));
    wire.write(all.subarray(cut));
    await wire.until('ok');
    expect((await target.next()).text).toBe('GET /early HTTP/1.1\r\nHost: a\r\n\r\n');
    wire.socket.destroy();
  });

  it('keeps half-close: a device that has said all still gets its answer', async () => {
    const target = await origin({
      serve: (wire) =>
        void wire.left.then(() => {
          wire.socket.end(`got ${wire.text}`);
        }),
    });
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.socket.end(Buffer.concat([Buffer.of(5, 1, 0), socksRequest(1, { host: '127.0.0.1', port: target.port }), Buffer.from('\0all')]));
    expect(await wire.until('\0all')).toMatch(/got \0all$/);
    expect(await wire.left).toEqual({ how: 'ended' });
  });

  it('is intercepted when TLS goes through it', async () => {
    const target = await origin({ tls: goodTls(), serve: answersHttp });
    const proxy = await proxyForTest();
    const device = await secure(await openSocksTunnel(proxy.port, { host: 'origin.test', port: target.port }));
    device.write('GET / HTTP/1.1\r\nHost: origin.test\r\n\r\n');
    await device.until('ok');
    device.socket.destroy();
    expect((await proxy.untilClosed(1))[0]).toMatchObject({ interception: 'intercepted', tls: { serverName: 'origin.test' } });
  });

  it('lets the origin speak first', async () => {
    const target = await origin({ serve: (wire) => void wire.write('220 hello\r\n') });
    const proxy = await proxyForTest();
    const wire = await openSocksTunnel(proxy.port, { host: 'origin.test', port: target.port });
    expect(await wire.until('\r\n')).toBe('220 hello\r\n');
    wire.socket.destroy();
  });

  it('reaches the pages that Plainsight serves itself', async () => {
    const pages = await origin({ serve: answersHttp });
    const proxy = await proxyForTest({ localHosts: new Map([['plainsight.test', pages.port]]) });
    const wire = await openSocksTunnel(proxy.port, { host: 'plainsight.test', port: 80 });
    wire.write('GET / HTTP/1.1\r\nHost: plainsight.test\r\n\r\n');
    await wire.until('ok');
    wire.socket.destroy();
    expect((await proxy.untilClosed(1))[0]).toMatchObject({ internal: true });
  });

  it('that fails says how, and closes', async () => {
    const gone = await startRawOrigin();
    await gone.close();
    const own = await origin();
    const proxy = await proxyForTest({
      dialTimeout: 100,
      ownPorts: () => new Set([own.port]),
      resolve: (host) => (host === 'slow.test' ? new Promise(() => undefined) : Promise.reject(new Error('no such name'))),
      faultFor: ({ host }) => (host === 'refused.test' ? 'refuse' : host === 'late.test' ? 'timeout' : undefined),
    });
    const codes: [string, number, number, string][] = [
      ['127.0.0.1', gone.port, 5, 'connection-refused'],
      ['none.test', 80, 4, 'name-not-resolved'],
      ['slow.test', 80, 6, 'timeout'],
      ['127.0.0.1', own.port, 2, 'protocol-error'],
      ['127.0.0.1', proxy.port, 2, 'protocol-error'],
      ['refused.test', 443, 5, 'injected'],
      ['late.test', 443, 6, 'injected'],
    ];
    for (const [host, port, code, cause] of codes) {
      const { wire, reply } = await askSocks(proxy.port, socksRequest(1, { host, port }));
      expect(reply, host).toEqual({ code, bound: { host: '0.0.0.0', port: 0 } });
      expect(await wire.left).toEqual({ how: 'ended' });
      wire.socket.destroy();
      expect(proxy.closed.at(-1)).toMatchObject({ failureCause: cause, interception: 'origin-failed' });
    }
    expect(own.connections).toEqual([]);
  });

  it('suffers a reset that the tester asked for once it was told to stand', async () => {
    const proxy = await proxyForTest({ faultFor: () => 'reset' });
    const wire = await openSocksTunnel(proxy.port, { host: 'broken.test', port: 443 });
    wire.write('GET / HTTP/1.1\r\n\r\n');
    expect(await wire.left).toMatchObject({ how: 'reset' });
    expect((await proxy.untilClosed(1))[0]).toMatchObject({ injectedFault: 'reset', failureCause: 'injected' });
  });

  it.each(['../../etc', 'a b', 'a:80', 'user@a', '', 'a..b', '\xe4.test', '[::1', '300.1.1.1', 'a\0b'])(
    'refuses the name %j',
    async (host) => {
      const proxy = await proxyForTest();
      const { wire, reply } = await askSocks(
        proxy.port,
        Buffer.concat([Buffer.of(5, 1, 0, 3, host.length), Buffer.from(host, 'latin1'), Buffer.of(0, 80)]),
      );
      expect(reply.code).toBe(1);
      expect(await wire.left).toEqual({ how: 'ended' });
      expect(proxy.told).toEqual([]);
    },
  );

  it('whose device leaves while it is being dialled dials no further', async () => {
    let resolve: (addresses: string[]) => void = () => undefined;
    const proxy = await proxyForTest({ resolve: () => new Promise((done) => (resolve = done)) });
    const target = await origin();
    const wire = await dialProxy(proxy.port);
    wire.write(Buffer.concat([Buffer.of(5, 1, 0), socksRequest(1, { host: 'origin.test', port: target.port })]));
    await eventually(() => proxy.server.openConnections === 1);
    wire.socket.resetAndDestroy();
    expect((await proxy.untilClosed(1))[0]).toMatchObject({ failureCause: 'closed-before-first-byte' });
    resolve(['127.0.0.1']);
    await new Promise((done) => setTimeout(done, 30));
    expect(target.connections).toEqual([]);
  });
});

describe('SOCKS5 negotiation', () => {
  it('refuses BIND, unknown commands and address types, each with its code', async () => {
    const proxy = await proxyForTest();
    const target = { host: '127.0.0.1', port: 80 };
    for (const [request, code] of [
      [socksRequest(2, target), 7],
      [socksRequest(9, target), 7],
      [Buffer.of(5, 1, 0, 2, 0, 0, 0, 0, 0, 0), 8],
      [Buffer.of(4, 1, 0, 1, 0, 0, 0, 0, 0, 0), 1],
    ] as const) {
      const { wire, reply } = await askSocks(proxy.port, request);
      expect(reply.code).toBe(code);
      expect(await wire.left).toEqual({ how: 'ended' });
    }
  });

  it('asks for the right user name and password where there are any', async () => {
    const target = await origin({ serve: answersHttp });
    const proxy = await proxyForTest({ socksCredentials: { username: 'user', password: 'pässword' } });
    const greet = async (...methods: number[]) => {
      const wire = await dialProxy(proxy.port);
      wire.write(Buffer.of(5, methods.length, ...methods));
      await wire.until(2);
      return { wire, method: wire.take(2)[1] };
    };
    const without = await greet(0);
    expect(without.method).toBe(0xff);
    expect(await without.wire.left).toEqual({ how: 'ended' });
    for (const [username, password] of [
      ['user', 'x'],
      ['', ''],
      ['user', ''],
      ['x', 'p\xc3\xa4ssword'],
      ['userp', '\xc3\xa4ssword'],
    ] as const) {
      const { wire, method } = await greet(0, 2);
      expect(method).toBe(2);
      wire.write(socksCredentials(username, password));
      await wire.left;
      expect(wire.received).toEqual(Buffer.of(1, 1));
    }
    const right = await greet(2);
    right.wire.write(socksCredentials('user', 'p\xc3\xa4ssword'));
    await right.wire.until(2);
    expect(right.wire.take(2)).toEqual(Buffer.of(1, 0));
    right.wire.write(socksRequest(1, { host: '127.0.0.1', port: target.port }));
    expect((await takeReply(right.wire)).code).toBe(0);
    right.wire.socket.destroy();
  });

  it('that takes too long is cut off, wherever it stands', async () => {
    const proxy = await proxyForTest({ handshakeTimeout: 150 });
    const all = Buffer.concat([Buffer.of(5, 1, 2), socksCredentials('u', 'p'), socksRequest(1, { host: 'a.test', port: 80 })]);
    const drip = await dialProxy(proxy.port);
    let at = 0;
    const timer = setInterval(() => {
      if (at < all.length - 1) drip.write(all.subarray(at, ++at));
    }, 20);
    onTestFinished(() => clearInterval(timer));
    const silent = await dialProxy(proxy.port);
    silent.write(Buffer.of(5));
    expect((await drip.left).how).not.toBe('reset');
    await silent.left;
    expect(proxy.told).toEqual([]);
  });

  it('answers garbage at every offset in order, and never keeps it', async () => {
    const proxy = await proxyForTest();
    const all = Buffer.concat([Buffer.of(5, 1, 2), socksCredentials('u', 'p'), socksRequest(1, { host: '127.0.0.1', port: 9 })]);
    const wires = await Promise.all(
      Array.from({ length: all.length - 1 }, async (_, index) => {
        const bytes = Buffer.concat([all.subarray(0, index + 1), Buffer.alloc(600, 0xee)]);
        const wire = await dialProxy(proxy.port);
        wire.socket.end(bytes);
        await wire.left;
        return wire;
      }),
    );
    for (const wire of wires) expect([5, undefined]).toContain(wire.received[0]);
    expect(proxy.faults).toEqual([]);
    await eventually(() => proxy.server.openConnections === 0);
  });

  it('a device that leaves in the middle of it is told of nowhere', async () => {
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.socket.end(Buffer.of(5, 1, 0, 5, 1));
    expect(await wire.left).toEqual({ how: 'ended' });
    expect(proxy.told).toEqual([]);
  });
});

describe('curl', () => {
  it.each([
    ['--socks5', false],
    ['--socks5-hostname', true],
  ] as const)('%s with TLS', async (option, remote) => {
    const target = await origin({ tls: goodTls('localhost'), serve: answersHttp });
    const proxy = await proxyForTest({ socksCredentials: { username: 'me', password: 'secret' } });
    const words = (user: string) => [
      ...['-sS', '--insecure', '--max-time', '10', option, `127.0.0.1:${proxy.port}`, '--proxy-user', user],
      `https://localhost:${target.port}/`,
    ];
    const { stdout } = await run('curl', words('me:secret'), { env: { PATH: process.env['PATH'] } });
    expect(stdout).toBe('ok');
    const [closed] = await proxy.untilClosed(1);
    expect(closed!.capture).toBe('socks5');
    if (remote) expect(closed!.connectTarget?.host).toBe('localhost');
    else expect(['127.0.0.1', '::1']).toContain(closed!.connectTarget?.host);
    await expect(run('curl', words('me:wrong'), { env: { PATH: process.env['PATH'] } })).rejects.toMatchObject({ code: 97 });
  });
});
