import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, rootCertificates, type SecureContext } from 'node:tls';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { OriginContexts } from '../../../proxy/tls/origin-contexts.js';
import { selfSigned } from '../../harness/self-signed.js';
import { testAuthority } from '../../harness/test-authorities.js';

const any = { lowest: 0x0301, highest: 0x0304 };
const made = () => new OriginContexts([testAuthority('origin').certificatePem]);

const roots = [...rootCertificates, testAuthority('origin').certificatePem];

/** What becomes of a handshake with a server that shows this certificate. */
async function handshake(secureContext: SecureContext, { cert, key }: { readonly cert: string; readonly key: string }): Promise<string> {
  // With roots of its own it does not send one along.
  const server = createServer({ cert, key, ca: [testAuthority('stranger').certificatePem] }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, servername: 'origin.test', secureContext });
  try {
    await once(socket, 'secureConnect');
    return 'verified';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    socket.destroy();
    server.close();
  }
}

/** A certificate that says a root which Node ships has signed it. Where that root is known the signature is what is wrong. */
function pretender(): { readonly cert: string; readonly key: string } {
  const isKnown = (pem: string): boolean => new X509Certificate(pem).publicKey.asymmetricKeyType === 'rsa';
  const root = forge.pki.certificateFromPem(rootCertificates.filter(isKnown).at(-1)!);
  const { privateKey, publicKey } = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(Date.now() - 86_400_000);
  certificate.validity.notAfter = new Date(Date.now() + 86_400_000);
  certificate.setSubject([{ name: 'commonName', value: 'origin.test' }]);
  certificate.setIssuer(root.subject.attributes);
  certificate.setExtensions([{ name: 'subjectAltName', altNames: [{ type: 2, value: 'origin.test' }] }]);
  certificate.sign(privateKey, forge.md.sha256.create());
  return { cert: forge.pki.certificateToPem(certificate), key: forge.pki.privateKeyToPem(privateKey) };
}

describe('OriginContexts', () => {
  it('trust the roots that they are given and no others, whether Node brings them along or not', async () => {
    const leafOf = (name: 'origin' | 'stranger') => {
      const { certificatePem: cert, keyPem: key } = testAuthority(name).leafFor('origin.test');
      return { cert, key };
    };
    const shipped = pretender();
    const unknown = /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$|^SELF_SIGNED_CERT_IN_CHAIN$/;
    const known = /^CERT_SIGNATURE_FAILURE$/;
    for (const [given, beyond, ofShipped] of [
      [roots, roots.slice(-1), known],
      [roots, undefined, known],
      [roots.slice(-1), undefined, unknown],
    ] as const) {
      const contexts = new OriginContexts(given, beyond);
      for (const context of [contexts.contextFor(any), contexts.contextFor(any, { legacy: true })]) {
        expect(await handshake(context, leafOf('origin'))).toBe('verified');
        expect(await handshake(context, leafOf('stranger'))).toMatch(unknown);
        expect(await handshake(context, shipped)).toMatch(ofShipped);
      }
    }
  });

  it('keeps one context for each set of versions that a device may offer', () => {
    const contexts = made();
    const first = contexts.contextFor(any);
    expect(contexts.contextFor(undefined)).toBe(first);
    expect(contexts.contextFor({ lowest: 0x0303, highest: 0x0304 })).toBe(first);
    const older = contexts.contextFor({ lowest: 0x0301, highest: 0x0303 });
    const newest = contexts.contextFor({ lowest: 0x0304, highest: 0x0304 });
    expect(new Set([first, older, newest]).size).toBe(3);
    expect(contexts.contextFor({ lowest: 0x0303, highest: 0x0303 })).toBe(older);
  });

  it('keeps one for each range of a device where old versions may be spoken', () => {
    const contexts = made();
    const legacy = (lowest: number, highest: number) => contexts.contextFor({ lowest, highest }, { legacy: true });
    const ranges = [
      legacy(0x0301, 0x0304),
      legacy(0x0301, 0x0303),
      legacy(0x0301, 0x0301),
      legacy(0x0303, 0x0304),
      contexts.contextFor(any),
    ];
    expect(new Set(ranges).size).toBe(5);
    expect(legacy(0x0301, 0x0301)).toBe(ranges[2]);
    expect(contexts.contextFor(undefined, { legacy: true })).not.toBe(contexts.contextFor(undefined));
  });

  it('keeps one for each client certificate, however often it is read', () => {
    const contexts = made();
    const { certificatePem, keyPem } = testAuthority('origin').leafFor('client.test');
    const first = contexts.contextFor(any, { clientCertificate: { chain: certificatePem, key: keyPem } });
    expect(contexts.contextFor(any, { clientCertificate: { chain: certificatePem, key: keyPem } })).toBe(first);
    expect(contexts.contextFor(any, { clientCertificate: { chain: selfSigned.cert, key: selfSigned.key } })).not.toBe(first);
    expect(contexts.contextFor(any)).not.toBe(first);
  });

  it('forgets those used longest ago, and no others', () => {
    const contexts = made();
    const { certificatePem: chain, keyPem: key } = testAuthority('origin').leafFor('client.test');
    const numbered = (passphrase: string) => contexts.contextFor(any, { clientCertificate: { chain, key, passphrase } });
    const kept = numbered('kept');
    const left = numbered('left');
    for (let index = 0; index < 98; index += 1) {
      numbered(String(index));
      numbered('kept');
    }
    numbered('one more');
    expect(numbered('kept')).toBe(kept);
    expect(numbered('left')).not.toBe(left);
  });

  it('throws on a client certificate that nobody checked', () => {
    expect(() => made().contextFor(any, { clientCertificate: { chain: 'x', key: 'y' } })).toThrow();
  });
});
