import { existsSync, readdirSync, statSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { askProxy, dialProxy, openSecureTunnel } from '../../harness/raw-device.js';
import { goodTls, type RawOrigin, startRawOrigin } from '../../harness/raw-origin.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { lifeProblems, proxyForTest, startProxy, type TestProxy } from '../../harness/test-proxy.js';

let proxy: TestProxy;
let origin: RawOrigin;
let printed: { mock: { calls: unknown[][] } }[];

beforeAll(async () => {
  origin = await startRawOrigin({
    serve: (wire) => {
      wire.until('\r\n\r\n').then(
        () => wire.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
        () => wire.socket.destroy(),
      );
    },
  });
});

beforeEach(async () => {
  printed = [
    ...(['log', 'info', 'debug', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level)),
    vi.spyOn(process.stdout, 'write'),
    vi.spyOn(process.stderr, 'write'),
  ];
  proxy = await startProxy();
});

afterEach(async () => {
  await proxy.server.stop();
  const output = printed.flatMap((spy) => spy.mock.calls);
  vi.restoreAllMocks();
  expect(output).toEqual([]);
  expect(proxy.faults).toEqual([]);
  expect(lifeProblems(proxy.told)).toEqual([]);
});

afterAll(() => origin.close());

/** The proxy has survived when it still serves. */
async function stillServes(): Promise<void> {
  const answer = await askProxy(proxy.port, `GET http://origin.test:${origin.port}/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
}

const head = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;

describe('what kills http-mitm-proxy as it comes', () => {
  it.each([
    ['a Host with a port out of range', head('GET /x HTTP/1.1', 'Host: x:99999'), 400],
    ['a Host of illegal characters', head('GET /x HTTP/1.1', 'Host: a b^\x7f'), 400],
    ['no Host at all', head('GET /x HTTP/1.1'), 400],
    ['a URL with a port out of range', head('GET http://x:99999/ HTTP/1.1', 'Host: x'), 400],
    ['a URL with a port that is no number', head('GET http://x:8o/ HTTP/1.1', 'Host: x'), 400],
    ['a URL with illegal characters in its host', head('GET http://a%00b/ HTTP/1.1', 'Host: x'), 400],
    ['a URL with a half-open bracket', head('GET http://[::1/ HTTP/1.1', 'Host: x'), 400],
    ['a URL without a host', head('GET http:/// HTTP/1.1', 'Host: x'), 400],
    ['a URL of another scheme', head('GET ftp://x/ HTTP/1.1', 'Host: x'), 501],
    ['an https URL in a plain request', head('GET https://x/ HTTP/1.1', 'Host: x'), 501],
    ['the asterisk', head('OPTIONS * HTTP/1.1', 'Host: x'), 400],
    ['a WebSocket upgrade to a bad port', head('GET ws://x:99999/ HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: websocket'), 400],
    ['a WebSocket upgrade without Host', head('GET /ws HTTP/1.1', 'Connection: Upgrade', 'Upgrade: websocket'), 400],
    ['a WebSocket upgrade to https', head('GET https://x/ HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: websocket'), 400],
    ['CONNECT without a port', head('CONNECT x HTTP/1.1', 'Host: x'), 400],
    ['CONNECT to port 0', head('CONNECT x:0 HTTP/1.1', 'Host: x'), 400],
    ['CONNECT to a port out of range', head('CONNECT x:99999 HTTP/1.1', 'Host: x'), 400],
    ['CONNECT to a URL', head('CONNECT http://x/ HTTP/1.1', 'Host: x'), 400],
    ['CONNECT to a path', head('CONNECT ../../x:443 HTTP/1.1', 'Host: x'), 400],
    ['CONNECT to a bracketed name', head('CONNECT [x]:443 HTTP/1.1', 'Host: x'), 400],
    ['CONNECT to an IPv6 literal without brackets', head('CONNECT ::1:443 HTTP/1.1', 'Host: x'), 400],
    ['garbage', '\x00\x01\x02garbage\r\n\r\n', 400],
    ['a method nobody knows', head('FROBNICATE http://x/ HTTP/1.1', 'Host: x'), 400],
    ['a head without end', `GET http://x/ HTTP/1.1\r\nX: ${'a'.repeat(300_000)}`, 431],
  ])('%s is answered', async (_name, bytes, status) => {
    const answer = await askProxy(proxy.port, bytes.replace('HTTP/1.1\r\n', 'HTTP/1.1\r\nConnection: close\r\n'));
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(answer).toMatch(/\r\nPlainsight-Error: .{10,}\r\n/);
    await stillServes();
  });

  it('CONNECT ../../x:443 with TLS behind it writes no file', async () => {
    const { mitmFolder } = testAuthority('device');
    // Where it would write: keys/../../x.key.
    const files = () =>
      [
        ...readdirSync(mitmFolder, { recursive: true }),
        ...['x.key', 'x.pem'].filter((name) => existsSync(join(mitmFolder, '..', name))),
      ].sort();
    const before = files();
    const hello = Buffer.from('16030100', 'hex');
    await askProxy(proxy.port, Buffer.concat([Buffer.from(head('CONNECT ../../x:443 HTTP/1.1', 'Host: x')), hello]));
    expect(files()).toEqual(before);
  });

  it('leaves the key readable by its owner alone, also after a tunnel', async () => {
    const secure = await startRawOrigin({ tls: goodTls(), serve: (wire) => wire.write('hello') });
    const wire = await openSecureTunnel(proxy.port, `origin.test:${secure.port}`);
    await wire.until('hello');
    wire.socket.destroy();
    const { mitmFolder } = testAuthority('device');
    const keys = readdirSync(join(mitmFolder, 'keys'));
    expect(keys.sort()).toEqual(['ca.private.key', 'ca.public.key']);
    expect(statSync(join(mitmFolder, 'keys', 'ca.private.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(mitmFolder, 'certs'))).toEqual(['ca.pem']);
    await secure.close();
  });
});

describe('the URL of a request', () => {
  it.each([
    ['userinfo', 'http://user:p%40ss@origin.test:PORT/x', '/x'],
    ['an upper-case scheme and host', 'HTTP://ORIGIN.TEST:PORT/x', '/x'],
    ['a query straight after the host', 'http://origin.test:PORT?x', '/?x'],
    ['nothing after the host', 'http://origin.test:PORT', '/'],
    ['a fragment', 'http://origin.test:PORT/x#y', '/x'],
    ['an IPv4 literal', 'http://127.0.0.1:PORT/x', '/x'],
  ])('may have %s', async (_name, url, target) => {
    const count = origin.connections.length;
    const answer = await askProxy(
      proxy.port,
      head(`GET ${url.replace('PORT', `${origin.port}`)} HTTP/1.1`, 'Host: a', 'Connection: close'),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(origin.connections[count]!.text.split(' ')[1]).toBe(target);
  });

  const six = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
  it.runIf(six)('may have an IPv6 literal, and so may CONNECT', async () => {
    const local = await startRawOrigin({ host: '::1', serve: (wire) => wire.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n') });
    expect(await askProxy(proxy.port, head(`GET http://[::1]:${local.port}/ HTTP/1.1`, 'Host: a', 'Connection: close'))).toMatch(
      /^HTTP\/1\.1 200/,
    );
    const wire = await dialProxy(proxy.port);
    wire.write(head(`CONNECT [::1]:${local.port} HTTP/1.1`, 'Host: a'));
    expect(await wire.until('Content-Length')).toMatch(/^HTTP\/1\.1 200 Connection/);
    wire.socket.resetAndDestroy();
    const closed = await proxy.untilClosed(2);
    expect(closed.map(({ server }) => server?.address)).toEqual(['::1', '::1']);
    await local.close();
  });

  it('without a Host header gains one, for HTTP/1.0 as well', async () => {
    const count = origin.connections.length;
    const answer = await askProxy(proxy.port, head(`GET http://origin.test:${origin.port}/ HTTP/1.0`));
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(origin.connections[count]!.text).toContain(`Host: origin.test:${origin.port}\r\n`);
  });
});

describe('other ways in', () => {
  it('a SOCKS5 greeting goes to its handler', async () => {
    expect(Buffer.from(await askProxy(proxy.port, Buffer.of(5, 1, 0, 5, 9, 0)), 'latin1').subarray(0, 2)).toEqual(Buffer.of(5, 0));
  });

  it('a SOCKS4 request is refused', async () => {
    expect(Buffer.from(await askProxy(proxy.port, Buffer.of(4, 1, 0, 80, 127, 0, 0, 1, 0)), 'latin1')[1]).toBe(0x5b);
  });

  it('TLS straight to the port whose hello cannot be read gets alert 40', async () => {
    expect(Buffer.from(await askProxy(proxy.port, Buffer.from('16030100050100000100', 'hex')), 'latin1')).toEqual(
      Buffer.of(0x15, 3, 3, 0, 2, 2, 40),
    );
  });

  it('a device that connects and leaves without a byte is let go at once', async () => {
    const wire = await dialProxy(proxy.port);
    wire.socket.end();
    expect(await wire.left).toEqual({ how: 'ended' });
  });

  it('CONNECT with 300 KB behind it loses none of them', async () => {
    const sink = await startRawOrigin();
    const bytes = Buffer.alloc(300_000, 'SSH-2.0-x ');
    const wire = await dialProxy(proxy.port);
    wire.write(Buffer.concat([Buffer.from(head(`CONNECT origin.test:${sink.port} HTTP/1.1`, 'Host: a')), bytes]));
    const arrived = await sink.next();
    await arrived.until(bytes.length);
    expect(arrived.received.equals(bytes)).toBe(true);
    wire.socket.destroy();
    await sink.close();
  });

  it('garbage behind a request is not mixed into its response', async () => {
    const slow = await startRawOrigin({ serve: (wire) => void wire.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf ') });
    const wire = await dialProxy(proxy.port);
    wire.write(head(`GET http://origin.test:${slow.port}/ HTTP/1.1`, 'Host: a'));
    await wire.until('half ');
    wire.write('\x00\x01garbage\r\n\r\n');
    await wire.left;
    expect(wire.text.endsWith('half ')).toBe(true);
    await slow.close();
  });
});

describe('more headers than Node keeps by default', () => {
  it('are all relayed', async () => {
    const count = origin.connections.length;
    const many = Array.from({ length: 1_500 }, (_, i) => `X-${i}: ${i}`);
    await askProxy(proxy.port, head(`GET http://origin.test:${origin.port}/ HTTP/1.1`, 'Host: a', ...many, 'Connection: close'));
    expect(origin.connections[count]!.text.match(/\r\nX-\d+: /g)).toHaveLength(1_500);
  });
});

describe('stopping', () => {
  it('does not wait for a device that has said nothing, nor for one that is half way through a request', async () => {
    const own = await proxyForTest();
    const silent = await dialProxy(own.port);
    const half = await dialProxy(own.port);
    half.write('GET http://x/ HT');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await own.server.stop();
    await Promise.all([silent.left, half.left]);
  });
});
