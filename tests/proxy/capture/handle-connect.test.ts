import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../harness/eventually.js';
import { askProxy, dialProxy, openTunnel } from '../../harness/raw-device.js';
import { type RawOrigin, startRawOrigin } from '../../harness/raw-origin.js';
import { lifeProblems, proxyForTest } from '../../harness/test-proxy.js';
import type { Wire } from '../../harness/wire.js';

async function origin(serve?: (wire: Wire) => void): Promise<RawOrigin> {
  const started = await startRawOrigin(serve ? { serve } : {});
  onTestFinished(() => started.close());
  return started;
}

const connect = (target: string) => `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`;

describe('CONNECT', () => {
  it('is answered 200 only when the connection to the origin stands', async () => {
    let resolve: (addresses: string[]) => void = () => undefined;
    const proxy = await proxyForTest({ resolve: () => new Promise((done) => (resolve = done)) });
    const target = await origin();
    const wire = await dialProxy(proxy.port);
    wire.write(connect(`origin.test:${target.port}`));
    await eventually(() => proxy.server.openConnections === 1);
    expect(wire.text).toBe('');
    resolve(['127.0.0.1']);
    expect(await wire.until('\r\n\r\n')).toBe('HTTP/1.1 200 Connection Established\r\n\r\n');
    expect(target.connections).toHaveLength(1);
    wire.socket.resetAndDestroy();
  });

  it('to an origin that refuses is 502 with the reason, and every attempt is recorded', async () => {
    const gone = await startRawOrigin();
    await gone.close();
    const proxy = await proxyForTest({ resolve: async () => ['127.0.0.1', '127.0.0.2'] });
    const answer = await askProxy(proxy.port, connect(`origin.test:${gone.port}`));
    expect(answer).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    expect(answer).toContain(`\r\nPlainsight-Error: origin.test:${gone.port} refused the connection (ECONNREFUSED)\r\n`);
    expect(answer).toMatch(/\r\n\r\nPlainsight: origin\.test/);
    expect(proxy.closed[0]).toMatchObject({
      interception: 'origin-failed',
      failureCause: 'connection-refused',
      connectTarget: { host: 'origin.test', port: gone.port },
      attempts: [
        { address: '127.0.0.1', outcome: { failed: 'ECONNREFUSED' } },
        { address: '127.0.0.2', outcome: { failed: 'ECONNREFUSED' } },
      ],
    });
    expect(proxy.closed[0]!.server).toBeUndefined();
  });

  it('to a name that does not resolve is 502, and in silence 504', async () => {
    const proxy = await proxyForTest({
      dialTimeout: 60,
      resolve: (host) => (host === 'slow.test' ? new Promise(() => undefined) : Promise.reject(new Error('no such name'))),
    });
    expect(await askProxy(proxy.port, connect('none.test:443'))).toMatch(
      /^HTTP\/1\.1 502 .*\r\n[\s\S]*Plainsight-Error: none\.test could not be resolved/,
    );
    expect(await askProxy(proxy.port, connect('slow.test:443'))).toMatch(
      /^HTTP\/1\.1 504 .*\r\n[\s\S]*Plainsight-Error: resolving slow\.test took longer/,
    );
    expect(proxy.closed.map(({ failureCause }) => failureCause)).toEqual(['name-not-resolved', 'timeout']);
  });

  it('whose device leaves while it is being dialled dials no further', async () => {
    const target = await origin();
    let resolve: (addresses: string[]) => void = () => undefined;
    const proxy = await proxyForTest({ resolve: () => new Promise((done) => (resolve = done)) });
    const wire = await dialProxy(proxy.port);
    wire.write(connect(`origin.test:${target.port}`));
    await eventually(() => proxy.server.openConnections === 1);
    wire.socket.resetAndDestroy();
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({ interception: 'pending', failureCause: 'closed-before-first-byte' });
    resolve(['127.0.0.1']);
    await new Promise((done) => setTimeout(done, 30));
    expect(target.connections).toHaveLength(0);
    expect(lifeProblems(proxy.told)).toEqual([]);
  });

  it('keeps what the device and the dialled address were, in full', async () => {
    const target = await origin();
    const proxy = await proxyForTest();
    const wire = await openTunnel(proxy.port, `Origin.TEST.:${target.port}`);
    wire.socket.resetAndDestroy();
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({
      capture: 'connect',
      client: { address: '127.0.0.1', port: wire.socket.localPort ?? expect.any(Number) },
      connectTarget: { host: 'origin.test', port: target.port },
      server: { address: '127.0.0.1', port: target.port, host: 'origin.test' },
    });
  });
});

describe('through an upstream proxy', () => {
  /** Answers CONNECT with `head`, then is a plain byte stream. */
  const upstream = (head: string) =>
    origin((wire) => {
      wire.until('\r\n\r\n').then(
        () => wire.write(head),
        () => wire.socket.destroy(),
      );
    });

  it('asks it for a tunnel, with credentials, and keeps what comes right behind its answer', async () => {
    const between = await upstream('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nVia: x\r\n\r\nSSH-2.0-x\r\n');
    const proxy = await proxyForTest({
      upstream: () => ({ kind: 'http', host: 'proxy.test', port: between.port, authorization: 'Basic dTpw' }),
    });
    const wire = await openTunnel(proxy.port, 'far.test:22');
    expect(await wire.until('x\r\n')).toBe('SSH-2.0-x\r\n');
    wire.write('SSH-2.0-y\r\n');
    const arrived = await between.next();
    await arrived.until('SSH-2.0-y');
    expect(arrived.text).toBe('CONNECT far.test:22 HTTP/1.1\r\nHost: far.test:22\r\nProxy-Authorization: Basic dTpw\r\n\r\nSSH-2.0-y\r\n');
    wire.socket.resetAndDestroy();
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({ upstreamProxy: `proxy.test:${between.port}`, server: { address: '127.0.0.1', port: between.port } });
  });

  it('brackets an IPv6 target', async () => {
    const between = await upstream('HTTP/1.1 200 OK\r\n\r\n');
    const proxy = await proxyForTest({ upstream: () => ({ kind: 'http', host: 'proxy.test', port: between.port }) });
    const wire = await openTunnel(proxy.port, '[2001:DB8::1]:443');
    expect((await between.next()).text).toMatch(/^CONNECT \[2001:db8::1\]:443 HTTP/);
    wire.socket.resetAndDestroy();
  });

  it.each([
    [
      'refuses',
      'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n',
      502,
      /refused far\.test:443 with status 407/,
      'upstream-proxy-refused',
    ],
    ['speaks no HTTP', 'SSH-2.0-x\r\n\r\n', 502, /with status \(none\)/, 'upstream-proxy-refused'],
    ['has no end', 'x'.repeat(20_000), 502, /endless head/, 'protocol-error'],
    ['says nothing', '', 504, /did not answer within/, 'timeout'],
  ])('that %s is an error with its reason', async (_name, head, status, reason, cause) => {
    const between = await upstream(head);
    const proxy = await proxyForTest({ dialTimeout: 150, upstream: () => ({ kind: 'http', host: 'proxy.test', port: between.port }) });
    const answer = await askProxy(proxy.port, connect('far.test:443'));
    expect(answer.slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
    expect(answer).toMatch(reason);
    expect(proxy.closed[0]).toMatchObject({
      interception: 'origin-failed',
      failureCause: cause,
      upstreamProxy: `proxy.test:${between.port}`,
    });
    await (await between.next()).left;
  });

  it.each(['ended', 'reset'])('that is %s without an answer is 502', async (how) => {
    const between = await origin((wire) => {
      wire.until('\r\n\r\n').then(
        () => (how === 'ended' ? wire.socket.end() : wire.socket.resetAndDestroy()),
        () => wire.socket.destroy(),
      );
    });
    const proxy = await proxyForTest({ upstream: () => ({ kind: 'http', host: 'proxy.test', port: between.port }) });
    expect(await askProxy(proxy.port, connect('far.test:443'))).toMatch(/^HTTP\/1\.1 502 /);
  });

  it('whose device leaves is left', async () => {
    const between = await upstream('');
    const proxy = await proxyForTest({ upstream: () => ({ kind: 'http', host: 'proxy.test', port: between.port }) });
    const wire = await dialProxy(proxy.port);
    wire.write(connect('far.test:443'));
    const arrived = await between.next();
    await arrived.until('\r\n\r\n');
    wire.socket.resetAndDestroy();
    await arrived.left;
    expect((await proxy.untilClosed(1))[0]).toMatchObject({ interception: 'pending', failureCause: 'closed-before-first-byte' });
  });

  it('a plain request goes in absolute form, with credentials of ours and none of the device', async () => {
    const between = await upstream('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    const proxy = await proxyForTest({
      upstream: () => ({ kind: 'http', host: 'proxy.test', port: between.port, authorization: 'Basic dTpw' }),
    });
    const request =
      'GET http://u:p@far.test/x?y HTTP/1.1\r\nHost: far.test\r\nProxy-Authorization: Basic bXk=\r\nProxy-Connection: close\r\nConnection: close\r\n\r\n';
    expect(await askProxy(proxy.port, request)).toMatch(/ok$/);
    expect((await between.next()).text).toBe(
      'GET http://far.test/x?y HTTP/1.1\r\nHost: far.test\r\nConnection: close\r\nProxy-Authorization: Basic dTpw\r\n\r\n',
    );
  });

  it('its 407 to a plain request does not reach the device, which has no business with our credentials', async () => {
    const between = await upstream('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n');
    const proxy = await proxyForTest({ upstream: () => ({ kind: 'http', host: 'proxy.test', port: between.port }) });
    const answer = await askProxy(proxy.port, 'GET http://far.test/ HTTP/1.1\r\nHost: far.test\r\nConnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    expect(answer).not.toMatch(/Proxy-Authenticate/);
  });

  it('a choice is made by scheme: CONNECT to port 80 and upgrades count as http', async () => {
    const asked: string[] = [];
    const proxy = await proxyForTest({
      upstream: (scheme, { host, port }) => {
        asked.push(`${scheme} ${host}:${port}`);
        return undefined;
      },
      resolve: async () => [],
    });
    await askProxy(proxy.port, connect('a.test:80'));
    await askProxy(proxy.port, connect('b.test:443'));
    await askProxy(proxy.port, 'GET ws://c.test/ HTTP/1.1\r\nHost: c\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    expect(asked).toEqual(['http a.test:80', 'https b.test:443', 'http c.test:80']);
  });
});
