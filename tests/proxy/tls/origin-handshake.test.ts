import { connect } from 'node:net';
import type { TLSSocket, TlsOptions } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openAuthority } from '../../../certs/index.js';
import { alertRecord } from '../../../proxy/tls/alert.js';
import type { TlsVersions } from '../../../proxy/tls/client-hello.js';
import { OriginContexts, type OriginNeeds } from '../../../proxy/tls/origin-contexts.js';
import { type OriginHandshake, type OriginHandshakeOptions, originHandshake } from '../../../proxy/tls/origin-handshake.js';
import { goodTls, type RawOrigin, startRawOrigin } from '../../harness/raw-origin.js';
import { selfSigned } from '../../harness/self-signed.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';
import { testAuthority } from '../../harness/test-authorities.js';
import type { Wire } from '../../harness/wire.js';

interface Options extends Partial<Omit<OriginHandshakeOptions, 'serverName'>> {
  /** `none`: the device sent no name. */
  readonly serverName?: string;
  readonly roots?: readonly string[];
  readonly versions?: TlsVersions;
  readonly needs?: OriginNeeds;
}

/** One handshake with an origin; `results` is all that it settled on. */
async function attempt(serve: Parameters<typeof startRawOrigin>[0], options: Options = {}) {
  const origin = await startRawOrigin(serve);
  onTestFinished(() => origin.close());
  const socket = connect({ port: origin.port, host: '127.0.0.1', allowHalfOpen: true });
  await new Promise((done) => socket.once('connect', done));
  onTestFinished(() => void socket.destroy());
  const results: OriginHandshake[] = [];
  const { roots = [testAuthority('origin').certificatePem], versions, needs, serverName = 'origin.test', ...rest } = options;
  const result = await new Promise<OriginHandshake>((resolve) =>
    originHandshake(
      {
        socket,
        ...(serverName === 'none' ? {} : { serverName }),
        verifyAs: 'origin.test',
        secureContext: new OriginContexts(roots).contextFor(versions, needs),
        timeout: 10_000,
        ...rest,
      },
      (settled) => {
        results.push(settled);
        resolve(settled);
      },
    ),
  );
  return { origin, socket, result, results };
}

async function done(tls: TlsOptions, options: Options = {}): Promise<Extract<OriginHandshake, { kind: 'done' }> & { origin: RawOrigin }> {
  const { origin, result } = await attempt({ tls }, options);
  if (result.kind !== 'done') throw new Error(result.detail);
  return { ...result, origin };
}

function expired(): { tls: TlsOptions; root: string } {
  const authority = openAuthority({ home: temporaryFolder(), now: () => Date.now() - 200 * 24 * 3_600_000 });
  const leaf = authority.leafFor('origin.test');
  return { tls: { cert: leaf.certificatePem, key: leaf.keyPem }, root: authority.certificatePem };
}

describe('a handshake', () => {
  it('says what was negotiated, and that the certificate is good', async () => {
    const { socket, leg, certificate } = await done(goodTls(), { alpn: ['h2', 'http/1.1'] });
    expect(leg).toMatchObject({ protocolVersion: 'TLSv1.3', alpn: 'http/1.1' });
    expect(leg.cipher).toMatch(/^TLS_/);
    expect(certificate).toMatchObject({ verified: true, fingerprint256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(certificate).not.toHaveProperty('error');
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now());
    expect(socket.destroyed).toBe(false);
  });

  it('says which certificates stand behind the one of the origin', async () => {
    const { chain, certificate } = await done(goodTls());
    const { fingerprint256 } = testAuthority('origin');
    expect(chain).toHaveLength(2);
    expect(chain[0]).toEqual({ subject: certificate.subject, issuer: certificate.issuer, fingerprint256: certificate.fingerprint256 });
    expect(chain[1]).toEqual({ subject: certificate.issuer, issuer: certificate.issuer, fingerprint256 });
  });

  it('gives the secrets of the connection to the key log', async () => {
    const lines: string[] = [];
    let serverLines = '';
    const { socket, origin } = await done(goodTls(), { keyLog: (line) => void lines.push(line.toString('latin1')) });
    const far = (await origin.next()).socket as TLSSocket;
    far.on('keylog', (line: Buffer) => {
      serverLines += line.toString('latin1');
    });
    socket.write('x');
    await origin.connections[0]!.until('x');
    const labels = lines.map((line) => line.split(' ')[0]);
    expect(labels).toEqual(expect.arrayContaining(['CLIENT_HANDSHAKE_TRAFFIC_SECRET', 'SERVER_TRAFFIC_SECRET_0']));
    expect(lines.every((line) => /^[A-Z0-9_]+ [0-9a-f]{64} [0-9a-f]+\n$/.test(line))).toBe(true);
    expect(serverLines).toBe('');
  });

  it('offers no protocol where the device offered none', async () => {
    expect((await done(goodTls())).leg).not.toHaveProperty('alpn');
  });

  it('offers the versions of the device', async () => {
    const { leg } = await done(goodTls(), { versions: { lowest: 0x0301, highest: 0x0303 } });
    expect(leg.protocolVersion).toBe('TLSv1.2');
  });

  it.each([
    ['the name of the device', 'origin.test', 'origin.test'],
    ['none where the device sent none', 'none', false],
    ['none where the device sent an address', '127.0.0.1', false],
  ])('sends %s', async (_name, serverName, expected) => {
    const { origin } = await attempt({ tls: goodTls() }, { serverName });
    expect(((await origin.next()).socket as TLSSocket).servername).toBe(expected);
  });
});

describe('an origin of old', () => {
  const old = (version: 'TLSv1' | 'TLSv1.1'): TlsOptions => ({
    ...goodTls(),
    minVersion: version,
    maxVersion: version,
    ciphers: 'DEFAULT:@SECLEVEL=0',
  });

  it.each(['TLSv1', 'TLSv1.1'] as const)('is spoken to in %s where that is allowed', async (version) => {
    const options = { versions: { lowest: 0x0301, highest: 0x0303 }, needs: { legacy: true } };
    expect((await done(old(version), options)).leg.protocolVersion).toBe(version);
  });

  it.each([
    ['a device of today', { lowest: 0x0303, highest: 0x0304 }, false],
    ['a device that may speak it', { lowest: 0x0301, highest: 0x0303 }, false],
    ['a device of today, though it is allowed', { lowest: 0x0303, highest: 0x0304 }, true],
  ])('is refused to %s, with the alert for versions', async (_name, versions, legacy) => {
    const { result } = await attempt({ tls: old('TLSv1') }, { versions, needs: { legacy } });
    expect(result).toMatchObject({ kind: 'failed', cause: { alert: 70 } });
  });

  it('is no reason not to speak TLS 1.3 with one of today', async () => {
    const { leg } = await done(goodTls(), { versions: { lowest: 0x0301, highest: 0x0304 }, needs: { legacy: true } });
    expect(leg.protocolVersion).toBe('TLSv1.3');
  });
});

describe('an origin that wants a client certificate', () => {
  // The test leaf is good for servers only, hence no demand that it verify: that its key is ours is proven all the same.
  const ca = testAuthority('origin').certificatePem;
  const { certificatePem: chain, keyPem: key } = testAuthority('origin').leafFor('client.test');

  it.each([0x0303, 0x0304])('is shown it (version %i)', async (highest) => {
    const tls = { ...goodTls(), ca, requestCert: true, rejectUnauthorized: false };
    const { origin } = await done(tls, { versions: { lowest: 0x0303, highest }, needs: { clientCertificate: { chain, key } } });
    expect(((await origin.next()).socket as TLSSocket).getPeerCertificate().subject.CN).toBe('client.test');
  });
});

describe('a certificate', () => {
  it.each<[string, () => { tls: TlsOptions; root?: string }, string]>([
    ['that is expired', expired, 'CERT_HAS_EXPIRED'],
    ['that signs itself', () => ({ tls: selfSigned }), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['for another host', () => ({ tls: goodTls('other.test') }), 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['for a host above', () => ({ tls: goodTls('sub.origin.test') }), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('%s is recorded, and no failure here', async (_name, make, error) => {
    const { tls, root } = make();
    const { certificate, chain, socket } = await done(tls, root === undefined ? {} : { roots: [root] });
    expect(certificate).toMatchObject({ verified: false, error });
    expect(chain[0]).toMatchObject({ subject: certificate.subject, fingerprint256: certificate.fingerprint256 });
    expect(socket.destroyed).toBe(false);
  });

  it('is held against the name that was meant, not the one that was sent', async () => {
    const { certificate } = await done(goodTls(), { serverName: 'origin.test', verifyAs: '192.0.2.1' });
    expect(certificate).toMatchObject({ verified: false, error: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });
});

describe('a failure', () => {
  /** An origin without TLS that does something once it has seen a ClientHello. */
  const onHello = (act: (wire: Wire) => void) => ({ serve: (wire: Wire) => void wire.socket.once('data', () => act(wire)) });

  it.each<[string, (wire: Wire) => void, unknown]>([
    ['an alert, with its number', (wire) => void wire.write(alertRecord(40)), { alert: 40 }],
    ['the alert of an unknown name', (wire) => void wire.write(alertRecord(112)), { alert: 112 }],
    ['a reset', (wire) => void wire.socket.resetAndDestroy(), 'reset'],
    ['an end', (wire) => void wire.socket.end(), 'closed-in-handshake'],
    ['an end within a record', (wire) => void wire.socket.end(Buffer.of(0x16, 3, 3, 0)), 'closed-in-handshake'],
    ['another protocol', (wire) => void wire.write('HTTP/1.1 400 Bad Request\r\n\r\n'), 'protocol-error'],
  ])('is %s', async (_name, act, cause) => {
    const { result, results, socket } = await attempt(onHello(act));
    expect(result).toMatchObject({ kind: 'failed', cause, detail: expect.stringContaining('the origin') });
    expect(socket.destroyed).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(results).toHaveLength(1);
  });

  it('is an alert of a real server that shares no protocol', async () => {
    expect((await attempt({ tls: goodTls() }, { alpn: ['h2'] })).result).toMatchObject({ kind: 'failed', cause: { alert: 120 } });
  });

  it('is silence beyond the deadline', async () => {
    const { result, socket, origin } = await attempt({}, { timeout: 60 });
    expect(result).toMatchObject({ kind: 'failed', cause: 'timeout', detail: expect.stringContaining('60 ms') });
    expect(socket.destroyed).toBe(true);
    await (await origin.next()).left;
  });
});
