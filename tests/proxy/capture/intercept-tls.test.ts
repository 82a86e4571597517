import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket, TlsOptions } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAuthority } from '../../../certs/index.js';
import { eventually } from '../../harness/eventually.js';
import { headerOf, readResponse } from '../../harness/http-reader.js';
import { openSecureTunnel, openTunnel, secure } from '../../harness/raw-device.js';
import { goodTls, type RawOrigin, startRawOrigin } from '../../harness/raw-origin.js';
import { selfSigned } from '../../harness/self-signed.js';
import { testAuthority } from '../../harness/test-authorities.js';
import { lifeProblems, proxyForTest, type TestProxy, type TestProxyOptions } from '../../harness/test-proxy.js';
import { madeHello, realHello, serverNameData } from '../../harness/tls-hello.js';
import type { Wire } from '../../harness/wire.js';

async function origin(options: Parameters<typeof startRawOrigin>[0] = { tls: goodTls() }): Promise<RawOrigin> {
  const started = await startRawOrigin({ halfOpen: false, ...options });
  onTestFinished(() => started.close());
  return started;
}

async function start(
  tls: TlsOptions = goodTls(),
  options: TestProxyOptions = {},
): Promise<{ proxy: TestProxy; target: RawOrigin; name: string }> {
  const target = await origin({ tls });
  const proxy = await proxyForTest(options);
  return { proxy, target, name: `origin.test:${target.port}` };
}

async function onlyClosed(proxy: TestProxy) {
  const [closed] = await proxy.untilClosed(1);
  expect(lifeProblems(proxy.told)).toEqual([]);
  expect(proxy.faults).toEqual([]);
  return closed!;
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => new Error('no failure'),
    (error: unknown) => error as NodeJS.ErrnoException,
  );
const alertIn = (error: Error) => Number(/alert number (\d+)/.exec(error.message)?.[1]);

/** The origin's half of an echo: what comes goes back. */
const echo = (wire: Wire) => void wire.socket.on('data', (bytes: Buffer) => wire.socket.write(bytes));

describe('what is negotiated', () => {
  it.each([
    ['TLS 1.3', {}, 'TLSv1.3', 'TLSv1.3'],
    ['TLS 1.2', { maxVersion: 'TLSv1.2' }, 'TLSv1.2', 'TLSv1.2'],
  ] as const)('with %s is told of both legs', async (_name, options, originVersion, deviceVersion) => {
    const { proxy, target, name } = await start();
    const wire = await openSecureTunnel(proxy.port, name, options);
    wire.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const far = await target.next();
    await far.until('\r\n\r\n');
    far.socket.end('HTTP/1.1 204 No Content\r\n\r\n');
    await wire.left;
    wire.socket.end();
    const closed = await onlyClosed(proxy);
    expect(closed).toMatchObject({
      wire: 'tls',
      interception: 'intercepted',
      tls: {
        serverName: 'origin.test',
        origin: { protocolVersion: originVersion, alpn: 'http/1.1' },
        device: { protocolVersion: deviceVersion, alpn: 'http/1.1' },
        certificate: {
          subject: expect.stringContaining('origin.test'),
          verified: true,
          fingerprint256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    });
    expect(proxy.messages.map(({ wire: on }) => on)).toEqual(['tls', 'tls']);
  });

  it.each([
    ['no protocol where the device offers none', undefined, false, undefined],
    ['the list of the device', ['h2', 'http/1.1'], 'h2', ['h2', 'http/1.1']],
    ['the list of the device in its order', ['http/1.1', 'h2'], 'http/1.1', ['http/1.1', 'h2']],
    ['names that nobody knows', ['x-odd', 'h2'], 'h2', ['x-odd', 'h2']],
    ['names that are not ASCII', ['\xe4\xff', 'h2'], 'h2', ['\xe4\xff', 'h2']],
  ])('offers the origin %s', async (_name, offered, chosen, expected) => {
    let seen: string[] | undefined;
    const { cert, key } = goodTls();
    const { proxy, target, name } = await start({
      cert: cert!,
      key: key!,
      ALPNCallback: ({ protocols }) => {
        seen = protocols;
        return protocols.find((protocol) => ['h2', 'http/1.1'].includes(protocol));
      },
    });
    const list = offered?.map((protocol) => Buffer.from(protocol, 'latin1'));
    const encoded = list && Buffer.concat(list.flatMap((protocol) => [Buffer.of(protocol.length), protocol]));
    const wire = await openSecureTunnel(proxy.port, name, { ALPNProtocols: encoded } as object);
    expect(wire.socket.alpnProtocol).toBe(chosen);
    expect(seen).toEqual(
      expected?.map((protocol) => Buffer.from(protocol, 'latin1').toString('ascii')).map((text, i) => seen?.[i] ?? text),
    );
    expect(seen?.length).toBe(expected?.length);
    wire.write('x');
    await (await target.next()).until('x');
    wire.socket.destroy();
    target.connections[0]!.socket.destroy();
    await onlyClosed(proxy);
    if (chosen !== 'h2') expect(proxy.gaps).toEqual([]);
  });

  it('a device gets no protocol where the origin chooses none', async () => {
    const { cert, key } = goodTls();
    const { proxy, name } = await start({ cert: cert!, key: key! });
    const wire = await openSecureTunnel(proxy.port, name, { ALPNProtocols: ['h2', 'http/1.1'] });
    expect(wire.socket.alpnProtocol).toBe(false);
    wire.write('x');
    wire.socket.destroy();
    const closed = await onlyClosed(proxy);
    expect(closed.tls?.origin).not.toHaveProperty('alpn');
    expect(closed.tls?.hello?.alpn).toEqual(['h2', 'http/1.1']);
  });

  it('is told with the hello of the device and the certificates of the origin', async () => {
    const { proxy, target, name } = await start();
    const wire = await openSecureTunnel(proxy.port, name, { ALPNProtocols: ['http/1.1'] });
    wire.write('x');
    await (await target.next()).until('x');
    wire.socket.destroy();
    target.connections[0]!.socket.destroy();
    const { tls } = await onlyClosed(proxy);
    expect(tls?.hello).toEqual({
      ja4: expect.stringMatching(/^t13d\d{4}h1_[0-9a-f]{12}_[0-9a-f]{12}$/),
      alpn: ['http/1.1'],
      protocolVersion: 'TLSv1.3',
      encryptedClientHello: false,
    });
    expect(tls?.chain?.map(({ fingerprint256 }) => fingerprint256)).toEqual([
      tls?.certificate?.fingerprint256,
      testAuthority('origin').fingerprint256,
    ]);
    expect(tls).not.toHaveProperty('clientCertificate');
  });

  it('is told with the hello of a device that refuses, and with an encrypted hello that is only offered', async () => {
    const { proxy, name } = await start();
    const wire = await openTunnel(proxy.port, name);
    const extensions: [number, Buffer][] = [
      [0, serverNameData('origin.test')],
      [0xfe0d, Buffer.alloc(64)],
    ];
    wire.write(madeHello(extensions));
    await wire.left;
    wire.socket.destroy();
    expect(await onlyClosed(proxy)).toMatchObject({
      tls: { hello: { encryptedClientHello: true, ja4: expect.stringMatching(/^t12d0102/) } },
    });
  });

  it('no overlap of protocols is the origin’s own alert', async () => {
    const { cert, key } = goodTls();
    const { proxy, name } = await start({ cert: cert!, key: key!, ALPNProtocols: ['h2'] });
    expect(alertIn(await failure(openSecureTunnel(proxy.port, name)))).toBe(120);
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'origin-failed', failureCause: { alert: 120 } });
  });

  it('a device without SNI gets a certificate for the CONNECT target, by name or by address', async () => {
    const target = await origin({ tls: goodTls('127.0.0.1'), serve: echo });
    const proxy = await proxyForTest();
    const wire = await openSecureTunnel(proxy.port, `127.0.0.1:${target.port}`, { servername: '', host: '127.0.0.1' });
    expect(wire.socket.getPeerCertificate().subjectaltname).toBe('IP Address:127.0.0.1');
    wire.write('x');
    await wire.until('x');
    wire.socket.destroy();
    const closed = await onlyClosed(proxy);
    expect(closed.tls?.serverName).toBeUndefined();
    expect(closed.tls?.certificate?.verified).toBe(true);
  });

  it('an SNI other than the CONNECT target decides, and both are told', async () => {
    const target = await origin({ tls: goodTls('other.test'), serve: echo });
    const proxy = await proxyForTest();
    const wire = await openSecureTunnel(proxy.port, `origin.test:${target.port}`, { servername: 'other.test', host: 'other.test' });
    wire.write('x');
    await wire.until('x');
    wire.socket.destroy();
    expect(await onlyClosed(proxy)).toMatchObject({ connectTarget: { host: 'origin.test' }, tls: { serverName: 'other.test' } });
  });

  it('a server that speaks first inside TLS is relayed', async () => {
    const { cert, key } = goodTls();
    const target = await origin({ tls: { cert: cert!, key: key! }, serve: (wire) => wire.write('220 mail\r\n') });
    const proxy = await proxyForTest();
    const wire = await openSecureTunnel(proxy.port, `origin.test:${target.port}`, { ALPNProtocols: [] });
    expect(await wire.until('\r\n')).toBe('220 mail\r\n');
    wire.socket.destroy();
    target.connections[0]!.socket.destroy();
    await onlyClosed(proxy);
    expect(proxy.messages.map(({ kind, wire: on }) => [kind, on])).toEqual([['opaque', 'tls']]);
  });

  it('a name of our own is served over TLS by the local host, and is told as internal', async () => {
    const local = await startRawOrigin({
      serve: (wire) =>
        void wire.until('\r\n\r\n').then(
          () => wire.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'),
          () => wire.socket.destroy(),
        ),
    });
    onTestFinished(() => local.close());
    const proxy = await proxyForTest({ localHosts: new Map([['plainsight.internal', local.port]]) });
    const wire = await openSecureTunnel(proxy.port, 'plainsight.internal:443', {
      servername: 'plainsight.internal',
      host: 'plainsight.internal',
    });
    wire.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    expect((await readResponse(wire)).body.toString()).toBe('ok');
    wire.socket.destroy();
    local.connections[0]!.socket.destroy();
    expect(await onlyClosed(proxy)).toMatchObject({ internal: true, interception: 'intercepted' });
  });
});

describe('an origin that refuses', () => {
  it('a device that speaks only TLS 1.2 an origin that wants 1.3: the same alert', async () => {
    const { proxy, name } = await start({ ...goodTls(), minVersion: 'TLSv1.3' });
    expect(alertIn(await failure(openSecureTunnel(proxy.port, name, { maxVersion: 'TLSv1.2' })))).toBe(70);
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'origin-failed', failureCause: { alert: 70 } });
  });

  it('a device that speaks only TLS 1.3 an origin that has 1.2 alone: the same alert', async () => {
    const { proxy, name } = await start({ ...goodTls(), maxVersion: 'TLSv1.2' });
    expect(alertIn(await failure(openSecureTunnel(proxy.port, name, { minVersion: 'TLSv1.3' })))).toBe(70);
  });

  it.each([40, 48, 112])('with alert %i, which the device sees as it was', async (number) => {
    const target = await origin({
      serve: (wire) => void wire.socket.once('data', () => wire.socket.end(Buffer.of(0x15, 3, 3, 0, 2, 2, number))),
    });
    const proxy = await proxyForTest();
    expect(alertIn(await failure(openSecureTunnel(proxy.port, `origin.test:${target.port}`)))).toBe(number);
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'origin-failed', failureCause: { alert: number } });
  });

  it.each([
    ['ending', (wire: Wire) => wire.socket.end(), 'closed-in-handshake'],
    ['a reset', (wire: Wire) => wire.socket.resetAndDestroy(), 'reset'],
  ])('by %s within the handshake: the device is reset', async (_name, leave, cause) => {
    const target = await origin({ serve: (wire) => void wire.socket.once('data', () => leave(wire)) });
    const proxy = await proxyForTest();
    expect(await failure(openSecureTunnel(proxy.port, `origin.test:${target.port}`))).toMatchObject({ code: 'ECONNRESET' });
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'origin-failed', failureCause: cause });
  });

  it('by silence: alert 80, in time', async () => {
    const target = await origin({});
    const proxy = await proxyForTest({ handshakeTimeout: 80 });
    expect(alertIn(await failure(openSecureTunnel(proxy.port, `origin.test:${target.port}`)))).toBe(80);
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'origin-failed', failureCause: 'timeout' });
  });

  it('by speaking no TLS: alert 40', async () => {
    const target = await origin({ serve: (wire) => void wire.socket.once('data', () => wire.write('HTTP/1.1 400 Bad Request\r\n\r\n')) });
    const proxy = await proxyForTest();
    expect(alertIn(await failure(openSecureTunnel(proxy.port, `origin.test:${target.port}`)))).toBe(40);
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'origin-failed', failureCause: 'protocol-error' });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('for want of a client certificate, with %s', async (version) => {
    const tls = { ...goodTls(), requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version } as TlsOptions;
    const { proxy, name } = await start(tls);
    const outcome = await failure(
      openSecureTunnel(proxy.port, name).then(async (wire) => {
        wire.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
        await wire.left;
        throw new Error('left');
      }),
    );
    expect(outcome).toBeInstanceOf(Error);
    const closed = await onlyClosed(proxy);
    expect(closed).toMatchObject({ interception: 'origin-failed' });
    if (version === 'TLSv1.3') expect(closed.failureCause).toEqual({ alert: 116 });
  });
});

describe('a certificate that does not verify', () => {
  function expired(): TlsOptions {
    const home = mkdtempSync(join(tmpdir(), 'plainsight-expired-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const past = () => Date.now() - 200 * 24 * 3_600_000;
    const authority = openAuthority({ home, now: past });
    expiredRoot = authority.certificatePem;
    const leaf = authority.leafFor('origin.test');
    return { cert: leaf.certificatePem, key: leaf.keyPem, ALPNProtocols: ['http/1.1', 'h2'] };
  }
  let expiredRoot = '';
  function ofStranger(): TlsOptions {
    const leaf = testAuthority('stranger').leafFor('origin.test');
    return { cert: leaf.certificatePem, key: leaf.keyPem, ALPNProtocols: ['http/1.1', 'h2'] };
  }
  const cases: [string, () => TlsOptions, string][] = [
    ['that is expired', expired, 'CERT_HAS_EXPIRED'],
    ['that is self-signed', () => ({ ...selfSigned, ALPNProtocols: ['http/1.1', 'h2'] }), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['of an unknown CA', ofStranger, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['for another host', () => ({ ...goodTls('other.test'), ALPNProtocols: ['http/1.1', 'h2'] }), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ];
  const roots = () => ({ trustedRoots: [testAuthority('origin').certificatePem, ...(expiredRoot ? [expiredRoot] : [])] });

  it.each(cases)('%s is recorded, and refused with a 502 that explains', async (_name, tls, code) => {
    const options = tls();
    const { proxy, target, name } = await start(options, roots());
    const wire = await openSecureTunnel(proxy.port, name, { ALPNProtocols: ['h2', 'http/1.1'] });
    expect(wire.socket.alpnProtocol).toBe('http/1.1');
    expect(wire.text).toBe('');
    wire.write(`POST /secret HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n${'s'.repeat(100_000)}`);
    const { status, head, body } = await readResponse(wire);
    expect(status).toBe(502);
    expect(headerOf(head, 'plainsight-error')[0]).toContain(code);
    expect(body.toString()).toMatch(/--origin-ca FILE.*insecureOrigins/);
    await wire.left;
    wire.socket.end();
    expect(await onlyClosed(proxy)).toMatchObject({
      interception: 'origin-failed',
      failureCause: 'certificate-not-verified',
      tls: { certificate: { verified: false, error: code } },
    });
    expect(target.connections.every(({ text }) => text === '')).toBe(true);
    expect(proxy.messages).toEqual([]);
  });

  it.each(cases)('%s is alert 40 to a device that offers h2 alone', async (_name, tls) => {
    const options = tls();
    const { proxy, name } = await start(options, roots());
    expect(alertIn(await failure(openSecureTunnel(proxy.port, name, { ALPNProtocols: ['h2'] })))).toBe(40);
    expect(await onlyClosed(proxy)).toMatchObject({ failureCause: 'certificate-not-verified' });
  });

  it.each(cases)('%s is recorded, and let through where the ruleset names the host', async (_name, tls, code) => {
    const options = tls();
    const { proxy, target, name } = await start(options, { ...roots(), insecureOrigin: (host) => host === 'origin.test' });
    const wire = await openSecureTunnel(proxy.port, name);
    wire.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const far = await target.next();
    await far.until('\r\n\r\n');
    far.socket.destroy();
    await wire.left;
    wire.socket.destroy();
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'intercepted', tls: { certificate: { verified: false, error: code } } });
  });

  it('whose device leaves instead of asking leaves nothing behind', async () => {
    const { proxy, name, target } = await start(ofStranger());
    const wire = await openSecureTunnel(proxy.port, name);
    wire.socket.destroy();
    await onlyClosed(proxy);
    await eventually(() => target.open === 0);
    await proxy.server.stop();
  });
});

describe('a device that refuses our certificate', () => {
  it('with an alert (as curl, Python and openssl do)', async () => {
    const { proxy, name } = await start();
    const wire = await openTunnel(proxy.port, name);
    // In TLS 1.2 an alert goes in plain before the client's key exchange; the real clients' alert comes at the same point.
    wire.write(await realHello({ servername: 'origin.test', maxVersion: 'TLSv1.2', ALPNProtocols: ['http/1.1'] }));
    await wire.until('\x0e\x00\x00\x00');
    wire.write(Buffer.of(0x15, 3, 3, 0, 2, 2, 48));
    await wire.left;
    wire.socket.destroy();
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'client-rejected', failureCause: { alert: 48 } });
  });

  it.each([
    ['an end (as Java does)', 'end'],
    ['a reset', 'resetAndDestroy'],
  ] as const)('with %s within the handshake', async (_name, how) => {
    const { proxy, name, target } = await start();
    const wire = await openTunnel(proxy.port, name);
    wire.write(await realHello({ servername: 'origin.test', ALPNProtocols: ['http/1.1'] }));
    await wire.until(1_000);
    wire.socket[how]();
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'client-rejected', failureCause: 'closed-in-handshake' });
    await (await target.next()).left;
  });

  it('with silence within the handshake', async () => {
    const { proxy, name } = await start(goodTls(), { handshakeTimeout: 150 });
    const wire = await openTunnel(proxy.port, name);
    wire.write(await realHello({ servername: 'origin.test', ALPNProtocols: ['http/1.1'] }));
    await wire.left;
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'client-rejected', failureCause: 'timeout' });
  });

  it('by closing without a word after the handshake (as Node does)', async () => {
    const { proxy, name } = await start();
    const error: NodeJS.ErrnoException = await failure(
      openSecureTunnel(proxy.port, name, { ca: testAuthority('stranger').certificatePem }),
    );
    expect(error.code).toMatch(/CERT|ISSUER|VERIFY/);
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'client-rejected' });
  });

  it.each(['destroy', 'reset'])('by leaving at once after the handshake (%s, as wget does)', async (how) => {
    const { proxy, name, target } = await start();
    const tunnel = await openTunnel(proxy.port, name);
    const wire = await secure(tunnel, { rejectUnauthorized: false });
    await target.next();
    await eventually(() => proxy.told.length === 1);
    if (how === 'reset') tunnel.socket.resetAndDestroy();
    else wire.socket.destroy();
    target.connections[0]!.left.then(() => target.connections[0]!.socket.destroy());
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'client-rejected', failureCause: 'closed-before-first-byte' });
  });

  it('is not what an origin is that leaves first', async () => {
    const { proxy, name, target } = await start();
    const wire = await openSecureTunnel(proxy.port, name);
    (await target.next()).socket.end();
    await wire.left;
    wire.socket.end();
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'intercepted' });
  });

  it('nor the end of the run', async () => {
    const { proxy, name, target } = await start();
    await openSecureTunnel(proxy.port, name);
    await target.next();
    await eventually(() => proxy.told.length === 1);
    await proxy.server.stop();
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'intercepted' });
  });

  it('nor a device that had answers before it left', async () => {
    const { cert, key } = goodTls();
    const { proxy, name, target } = await start({ cert: cert!, key: key! });
    const wire = await openSecureTunnel(proxy.port, name);
    (await target.next()).write('220 mail\r\n');
    await wire.until('\r\n');
    wire.socket.destroy();
    target.connections[0]!.socket.destroy();
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'intercepted' });
  });
});

describe('a device that speaks HTTP/2', () => {
  /** Its origin speaks first, as many do. */
  const talkative = async () => {
    const { cert, key } = goodTls();
    const target = await origin({
      tls: { cert: cert!, key: key!, ALPNProtocols: ['h2'] },
      serve: (wire) => {
        wire.write(Buffer.of(0, 0, 0, 4, 0, 0, 0, 0, 0));
        void wire.left.then(() => wire.socket.destroy());
      },
    });
    const proxy = await proxyForTest();
    const wire = await openSecureTunnel(proxy.port, `origin.test:${target.port}`, { ALPNProtocols: ['h2'] });
    await wire.until(9);
    return { proxy, wire };
  };

  it('and leaves without having said anything has refused, whatever the origin said', async () => {
    const { proxy, wire } = await talkative();
    wire.socket.destroy();
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'client-rejected', failureCause: 'closed-before-first-byte' });
  });

  it('and has spoken has not', async () => {
    const { proxy, wire } = await talkative();
    wire.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    await eventually(() => proxy.told.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 30));
    wire.socket.destroy();
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'intercepted' });
  });
});

describe('an origin of old', () => {
  const old = { ...goodTls(), minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
  const oldDevice = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
  const named = (host: string) => host === 'origin.test';

  it('is refused unless it is named, and the device sees why', async () => {
    const { proxy, name } = await start(old);
    expect(alertIn(await failure(openSecureTunnel(proxy.port, name)))).toBe(70);
    expect(await onlyClosed(proxy)).toMatchObject({ interception: 'origin-failed', failureCause: { alert: 70 } });
  });

  it('is not named by the name of another', async () => {
    const { proxy, name } = await start(old, { legacyTlsOrigin: (host) => host === 'old.test' });
    expect(alertIn(await failure(openSecureTunnel(proxy.port, name, { maxVersion: 'TLSv1.2' })))).toBe(70);
    await onlyClosed(proxy);
  });

  it.each([
    // Its hello has no supported_versions, and so says that anything older may do as well.
    ['of TLS 1.2', { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }, 'TLSv1.1'],
    ['as old as it', oldDevice, 'TLSv1'],
    ['that may speak both', { minVersion: 'TLSv1', maxVersion: 'TLSv1.2', ciphers: 'DEFAULT:@SECLEVEL=0' }, 'TLSv1.1'],
  ] as const)('that is named is reached by a device %s', async (_name, options, expected) => {
    const { proxy, target, name } = await start(old, { legacyTlsOrigin: named });
    const wire = await openSecureTunnel(proxy.port, name, options);
    wire.write('x');
    await (await target.next()).until('x');
    wire.socket.destroy();
    target.connections[0]!.socket.destroy();
    const { tls, interception } = await onlyClosed(proxy);
    expect(interception).toBe('intercepted');
    expect(tls?.origin?.protocolVersion).toBe(expected);
  });
});

describe('an origin that wants a client certificate', () => {
  const { certificatePem: chain, keyPem: key } = testAuthority('origin').leafFor('client.test');
  const asking = { ...goodTls(), ca: testAuthority('origin').certificatePem, requestCert: true, rejectUnauthorized: false };

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('is shown the one for it (%s)', async (maxVersion) => {
    const asked: string[] = [];
    const { proxy, target, name } = await start(asking, {
      clientCertificate: (host) => {
        asked.push(host);
        return host === 'origin.test' ? { chain, key } : undefined;
      },
    });
    const wire = await openSecureTunnel(proxy.port, name, { maxVersion });
    wire.write('x');
    const far = await target.next();
    await far.until('x');
    expect((far.socket as TLSSocket).getPeerCertificate().subject.CN).toBe('client.test');
    wire.socket.destroy();
    far.socket.destroy();
    expect((await onlyClosed(proxy)).tls?.clientCertificate).toBe('presented');
    expect(asked).toContain('origin.test');
  });

  it('is shown none where none is named for it', async () => {
    const { proxy, target, name } = await start(asking, { clientCertificate: () => undefined });
    const wire = await openSecureTunnel(proxy.port, name);
    wire.write('x');
    const far = await target.next();
    await far.until('x');
    expect((far.socket as TLSSocket).getPeerCertificate()).toEqual({});
    wire.socket.destroy();
    far.socket.destroy();
    expect((await onlyClosed(proxy)).tls).not.toHaveProperty('clientCertificate');
  });
});

describe('the key log', () => {
  it('gets the secrets of both legs', async () => {
    const lines: string[] = [];
    const { proxy, target, name } = await start(goodTls(), { keyLog: (line) => void lines.push(line.toString('latin1')) });
    const wire = await openSecureTunnel(proxy.port, name);
    wire.write('x');
    await (await target.next()).until('x');
    wire.socket.destroy();
    target.connections[0]!.socket.destroy();
    await onlyClosed(proxy);
    const of = (label: string) => lines.filter((line) => line.startsWith(`${label} `));
    expect(of('CLIENT_TRAFFIC_SECRET_0')).toHaveLength(2);
    // One client random for each leg.
    expect(new Set(lines.map((line) => line.split(' ')[1])).size).toBe(2);
  });
});

describe('odd bytes in a ClientHello', () => {
  it.each([
    ['a name with a zero byte', 'a\x00b'],
    ['a name that is not ASCII', '\xff\xfe\x80'],
    ['a name of control characters', '\r\n\x1b[31m'],
    ['a name like a path', '../../../etc/passwd'],
    ['a name longer than any', 'a'.repeat(2_000)],
    ['an address as a name', '127.0.0.1'],
    ['a wildcard', '*.test'],
    ['only a dot', '.'],
  ])('%s is survived', async (_name, serverName) => {
    const { proxy, name } = await start(goodTls(), { insecureOrigin: () => true });
    const wire = await openTunnel(proxy.port, name);
    wire.write(madeHello([[0, serverNameData(serverName)]]));
    // Ends it, whatever the answer was.
    await Promise.race([wire.left, new Promise((done) => setTimeout(done, 100))]);
    wire.socket.destroy();
    await onlyClosed(proxy);
    expect(await failure(openSecureTunnel(proxy.port, name).then((next) => next.socket.destroy()))).toEqual(new Error('no failure'));
  });
});

describe('a device that vanishes', () => {
  it.each(['while the origin is silent in its handshake', 'in the middle of its own handshake', 'after its handshake', 'after a request'])(
    '%s leaves no socket behind',
    async (stage) => {
      const silent = stage.startsWith('while');
      const target = await origin(silent ? {} : { tls: goodTls(), serve: (wire) => void wire.left.then(() => wire.socket.destroy()) });
      const proxy = await proxyForTest();
      const name = `origin.test:${target.port}`;
      const wire = await openTunnel(proxy.port, name);
      const hello = await realHello({ servername: 'origin.test', ALPNProtocols: ['http/1.1'] });
      switch (stage) {
        case 'while the origin is silent in its handshake':
          wire.write(hello);
          await (await target.next()).until(100);
          break;
        case 'in the middle of its own handshake':
          wire.write(hello);
          await wire.until(500);
          break;
        default: {
          const inner = await secure(wire);
          if (stage === 'after a request') inner.write('GET / HTTP/1.1\r\n\r\n');
          await eventually(() => proxy.told.length === 1);
        }
      }
      wire.socket.resetAndDestroy();
      await onlyClosed(proxy);
      await eventually(() => target.open === 0 && proxy.server.openConnections === 0);
    },
  );
});
