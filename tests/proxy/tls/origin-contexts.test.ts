import { describe, expect, it } from 'vitest';
import { OriginContexts } from '../../../proxy/tls/origin-contexts.js';
import { selfSigned } from '../../harness/self-signed.js';
import { testAuthority } from '../../harness/test-authorities.js';

const any = { lowest: 0x0301, highest: 0x0304 };
const made = () => new OriginContexts([testAuthority('origin').certificatePem]);

describe('OriginContexts', () => {
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
