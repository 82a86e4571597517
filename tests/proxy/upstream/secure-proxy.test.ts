import { connect } from 'node:net';
import { createSecureContext } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { resetSocket } from '../../../proxy/reset-socket.js';
import { DialError } from '../../../proxy/upstream/dial-error.js';
import { secureProxy } from '../../../proxy/upstream/secure-proxy.js';
import { tcpBelow } from '../../../proxy/upstream/tcp-below.js';
import { goodTls, startRawOrigin } from '../../harness/raw-origin.js';
import { selfSigned } from '../../harness/self-signed.js';
import { testAuthority } from '../../harness/test-authorities.js';
import type { Wire } from '../../harness/wire.js';

const secureContext = createSecureContext({ ca: testAuthority('origin').certificatePem });

type Server = Parameters<typeof startRawOrigin>[0];

async function meet(server: Server, { host = 'proxy.test', timeout = 5_000, signal = new AbortController().signal } = {}) {
  const upstream = await startRawOrigin({ halfOpen: false, ...server });
  onTestFinished(() => upstream.close());
  const raw = connect({ port: upstream.port, host: '127.0.0.1', allowHalfOpen: true });
  await new Promise((done) => raw.once('connect', done));
  onTestFinished(() => void raw.destroy());
  const outcome = await secureProxy(raw, { kind: 'https', host, port: 8443 }, secureContext, { timeout, signal }).then(
    (socket) => ({ socket, error: undefined }),
    (error: unknown) => ({ socket: undefined, error: error as DialError }),
  );
  return { ...outcome, raw, upstream };
}

describe('TLS with a proxy', () => {
  it.each(['proxy.test', '127.0.0.1'])('stands where the certificate verifies for %s', async (host) => {
    const { socket, raw, upstream } = await meet({ tls: goodTls(host) }, { host });
    expect(socket?.alpnProtocol).toBe('http/1.1');
    expect(socket?.allowHalfOpen).toBe(true);
    socket?.write('hello');
    await (await upstream.next()).until('hello');
    expect(tcpBelow(socket!)).toBe(raw);
    socket?.destroy();
  });

  it('does not need ALPN', async () => {
    const { ALPNProtocols: _, ...tls } = goodTls('proxy.test');
    const { socket } = await meet({ tls });
    expect(socket?.alpnProtocol).toBe(false);
    socket?.destroy();
  });

  it('is reset by way of what it stands on', async () => {
    const { socket, upstream } = await meet({ tls: goodTls('proxy.test') });
    const arrived = await upstream.next();
    socket!.write('hello');
    await arrived.until('hello');
    await new Promise((done) => setTimeout(done, 20));
    resetSocket(socket!);
    expect(await arrived.left).toMatchObject({ how: 'reset', error: { code: 'ECONNRESET' } });
    expect(socket?.destroyed).toBe(true);
  });

  const raw = (serve: (wire: Wire) => void): Server => ({ serve });
  it.each<[string, Server, string, RegExp]>([
    [
      'whose certificate nobody trusts',
      { tls: { ...selfSigned } },
      'upstream-proxy-refused',
      /has a certificate that does not verify \(.+\): give its CA with --origin-ca FILE/,
    ],
    [
      'whose certificate is for another host',
      { tls: goodTls('other.test') },
      'upstream-proxy-refused',
      /does not verify \(ERR_TLS_CERT_ALTNAME_INVALID\)/,
    ],
    [
      'of a strange CA',
      {
        tls: {
          cert: testAuthority('stranger').leafFor('proxy.test').certificatePem,
          key: testAuthority('stranger').leafFor('proxy.test').keyPem,
        },
      },
      'upstream-proxy-refused',
      /does not verify/,
    ],
    [
      'that speaks HTTP',
      raw((wire) => void wire.write('HTTP/1.1 400 Bad Request\r\n\r\n')),
      'protocol-error',
      /is it an http:\/\/ proxy\?/,
    ],
    ['that ends', raw((wire) => void wire.socket.end()), 'upstream-proxy-refused', /closed the connection during the TLS handshake/],
    ['that resets', raw((wire) => void wire.until(20).then(() => resetSocket(wire.socket))), 'reset', /reset the connection during/],
    [
      'that sends an alert',
      raw((wire) => void wire.write(Buffer.from('15030300020228', 'hex'))),
      'upstream-proxy-refused',
      /refused the TLS handshake \(alert 40\)/,
    ],
    ['that wants HTTP/2 only', { tls: { ...goodTls('proxy.test'), ALPNProtocols: ['h2'] } }, 'upstream-proxy-refused', /alert 120/],
  ])('does not come about with one %s', async (_name, server, failure, message) => {
    const { error, raw: socket } = await meet(server);
    expect(error).toBeInstanceOf(DialError);
    expect(error).toMatchObject({ failure, attempts: [], message: expect.stringMatching(message) });
    expect(error?.message).toMatch(/^upstream proxy proxy\.test:8443 /);
    await expect.poll(() => socket.destroyed).toBe(true);
  });

  it('takes its time and no more', async () => {
    const { error, raw: socket } = await meet({}, { timeout: 60 });
    expect(error).toMatchObject({ failure: 'timeout' });
    expect(socket.destroyed).toBe(true);
  });

  it.each([0, 40])('is given up %i ms after its start', async (ms) => {
    const controller = new AbortController();
    if (ms === 0) controller.abort();
    else setTimeout(() => controller.abort(), ms);
    const { error, raw: socket, upstream } = await meet({}, { signal: controller.signal });
    expect(error).toMatchObject({ failure: 'closed-before-first-byte' });
    expect(socket.destroyed).toBe(true);
    await expect.poll(() => upstream.open).toBe(0);
  });
});
