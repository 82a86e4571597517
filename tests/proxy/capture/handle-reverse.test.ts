import { describe, expect, it, onTestFinished } from 'vitest';
import { askProxy, dialProxy, secure } from '../../harness/raw-device.js';
import { goodTls, startRawOrigin } from '../../harness/raw-origin.js';
import { selfSigned } from '../../harness/self-signed.js';
import { proxyForTest, type TestProxyOptions } from '../../harness/test-proxy.js';

async function reversed(scheme: 'http' | 'https', options: TestProxyOptions = {}, tls = goodTls()) {
  const origin = await startRawOrigin(scheme === 'https' ? { tls } : {});
  onTestFinished(() => origin.close());
  const proxy = await proxyForTest({ ...options, reverse: { scheme, authority: { host: 'origin.test', port: origin.port } } });
  return { origin, proxy };
}

const request = 'POST /x?a=1 HTTP/1.1\r\nhOst:  my.proxy:8080\r\nContent-Length: 4\r\n\r\nbody';

describe('a reverse proxy', () => {
  it.each([
    ['cleartext to http', 'http', false, 'cleartext', 'cleartext'],
    ['cleartext to https', 'https', false, 'tls', 'intercepted'],
    ['TLS to http', 'http', true, 'cleartext', 'intercepted'],
    ['TLS to https', 'https', true, 'tls', 'intercepted'],
  ] as const)('%s: bytes go as they came, and the wire is what the URL says', async (_, scheme, encrypted, wire, interception) => {
    const { origin, proxy } = await reversed(scheme);
    const raw = await dialProxy(proxy.port);
    const device = encrypted ? await secure(raw, { servername: 'localhost', host: 'localhost' }) : raw;
    device.write(request);
    const far = await origin.next();
    expect(await far.until('body')).toBe(request);
    far.write('HTTP/1.1 200 Fine\r\nX-a: 1\r\nContent-Length: 2\r\n\r\nok');
    expect(await device.until('ok')).toBe('HTTP/1.1 200 Fine\r\nX-a: 1\r\nContent-Length: 2\r\n\r\nok');
    device.socket.end();
    far.socket.end();
    const [closed] = await proxy.untilClosed(1);
    expect(closed).toMatchObject({ capture: 'reverse', wire, interception, server: { host: 'origin.test' } });
    expect(proxy.messages.map(({ kind, wire: each }) => `${kind} ${each}`)).toEqual([`http-request ${wire}`, `http-response ${wire}`]);
    expect(proxy.faults).toEqual([]);
  });

  it('what is plainly meant for a proxy is served as one', async () => {
    const { origin, proxy } = await reversed('http');
    const answer = askProxy(proxy.port, `GET http://other.test:${origin.port}/p HTTP/1.1\r\nHost: other.test\r\nConnection: close\r\n\r\n`);
    const far = await origin.next();
    expect(await far.until('\r\n\r\n')).toContain('GET /p');
    far.socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 204/);
    expect((await proxy.untilClosed(1))[0]).toMatchObject({ capture: 'absolute-form' });
  });

  it('an origin whose certificate does not verify is refused with a 502 that explains, in cleartext too', async () => {
    const { proxy } = await reversed('https', {}, selfSigned);
    expect(await askProxy(proxy.port, request)).toMatch(/^HTTP\/1\.1 502 .*the certificate of origin\.test does not verify/s);
    expect((await proxy.untilClosed(1))[0]).toMatchObject({ interception: 'origin-failed', failureCause: 'certificate-not-verified' });
  });

  it('an origin that is not there is a 502, or an alert', async () => {
    const { origin, proxy } = await reversed('http');
    await origin.close();
    expect(await askProxy(proxy.port, request)).toMatch(/^HTTP\/1\.1 502 /);
    await expect(secure(await dialProxy(proxy.port))).rejects.toThrow(/alert number 80|alert internal error/);
  });
});
