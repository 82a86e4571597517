import { connect as tlsConnect } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askProxy, dialProxy, secure } from '../../harness/raw-device.js';
import { goodTls, startRawOrigin } from '../../harness/raw-origin.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { proxyForTest } from '../../harness/test-proxy.js';
import { realHello } from '../../harness/tls-hello.js';
import { Wire } from '../../harness/wire.js';

/** TLS to the proxy itself, as to an HTTPS proxy. */
async function dialSecurely(port: number, servername: string | undefined): Promise<Wire> {
  const socket = tlsConnect({
    host: '127.0.0.1',
    port,
    ...(servername ? { servername } : {}),
    ca: testAuthority('device').certificatePem,
    ALPNProtocols: ['http/1.1'],
  });
  await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject));
  return new Wire(socket);
}

describe('TLS to the proxy as an HTTPS proxy', () => {
  it.each([['localhost'], [undefined]])('server name %s: CONNECT with TLS inside TLS, and a whole URL', async (name) => {
    const origin = await startRawOrigin({ tls: goodTls() });
    const plain = await startRawOrigin();
    onTestFinished(async () => {
      await origin.close();
      await plain.close();
    });
    const proxy = await proxyForTest();
    const outer = await dialSecurely(proxy.port, name);
    outer.write(`CONNECT origin.test:${origin.port} HTTP/1.1\r\nHost: x\r\n\r\n`);
    const answer = await outer.until('\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    outer.take(answer.length);
    const inner = await secure(outer);
    inner.write('GET /inside HTTP/1.1\r\nHost: origin.test\r\n\r\n');
    const far = await origin.next();
    expect(await far.until('\r\n\r\n')).toContain('GET /inside');
    far.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    expect(await inner.until('ok')).toMatch(/^HTTP\/1\.1 200 OK/);
    inner.socket.end();

    const second = await dialSecurely(proxy.port, name);
    second.write(`GET http://origin.test:${plain.port}/open HTTP/1.1\r\nHost: origin.test\r\n\r\n`);
    const clear = await plain.next();
    expect(await clear.until('\r\n\r\n')).toContain('GET /open');
    clear.write('HTTP/1.1 204 No Content\r\n\r\n');
    expect(await second.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 204/);
    second.socket.end();
    far.socket.end();
    const [first] = await proxy.untilClosed(1);
    expect(first).toMatchObject({ capture: 'connect', wire: 'tls', interception: 'intercepted' });
    expect(proxy.messages.filter(({ kind }) => kind === 'http-request').map(({ request, wire }) => `${wire} ${request?.target}`)).toEqual([
      'tls /inside',
      'cleartext /open',
    ]);
    expect(proxy.faults).toEqual([]);
  });
});

describe('TLS with the name of somebody else', () => {
  it('goes to port 443 of that name', async ({ skip }) => {
    const origin = await startRawOrigin({ tls: goodTls(), host: '127.0.0.2', port: 443 }).catch((error: NodeJS.ErrnoException) => error);
    if (origin instanceof Error) {
      skip(`listening on port 443 is not permitted here (${origin.code})`);
      return;
    }
    onTestFinished(() => origin.close());
    const proxy = await proxyForTest({ resolve: async () => ['127.0.0.2'] });
    const device = await secure(await dialProxy(proxy.port));
    device.write('GET /direct HTTP/1.1\r\nHost: origin.test\r\n\r\n');
    const far = await origin.next();
    expect(await far.until('\r\n\r\n')).toContain('GET /direct');
    far.socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    expect(await device.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 204/);
    device.socket.end();
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({
      capture: 'direct-tls',
      wire: 'tls',
      interception: 'intercepted',
      server: { address: '127.0.0.2', port: 443, host: 'origin.test' },
    });
    expect(closed?.connectTarget).toBeUndefined();
  });

  it('that leads nowhere is refused with an alert, and recorded', async () => {
    const proxy = await proxyForTest({ resolve: async () => Promise.reject(new Error('no such name')) });
    const hello = await realHello({ servername: 'nowhere.test' });
    const answer = Buffer.from(await askProxy(proxy.port, hello), 'latin1');
    expect(answer).toEqual(Buffer.of(0x15, 3, 3, 0, 2, 2, 80));
    expect((await proxy.untilClosed(1))[0]).toMatchObject({
      capture: 'direct-tls',
      interception: 'origin-failed',
      failureCause: 'name-not-resolved',
    });
  });
});

describe('what never becomes a hello', () => {
  it.each([
    ['half a hello, then the end', 5],
    ['one byte, then the end', 1],
  ])('%s: closed, and nothing is recorded', async (_, length) => {
    const proxy = await proxyForTest();
    const wire = await dialProxy(proxy.port);
    wire.write((await realHello({ servername: 'a.test' })).subarray(0, length));
    wire.socket.end();
    await wire.left;
    expect(proxy.told).toEqual([]);
    expect(proxy.faults).toEqual([]);
  });

  it('silence after the first byte is closed in the time of a handshake', async () => {
    const proxy = await proxyForTest({ handshakeTimeout: 50 });
    const wire = await dialProxy(proxy.port);
    wire.write(Buffer.of(0x16));
    expect(await wire.left).toBeTruthy();
  });
});
