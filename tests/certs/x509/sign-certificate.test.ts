import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeAuthority, rsaKey, testNow } from '../harness/make-authority.js';

describe('signCertificate', () => {
  const key = rsaKey();

  it('signs what OpenSSL reads and verifies', () => {
    const { certificate } = makeAuthority({ key });
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(Date.parse(certificate.validTo)).toBe(testNow + 365 * 86_400_000);
  });

  it('signs with an elliptic-curve key, too', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const { certificate } = makeAuthority({ key: privateKey });
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.verify(createPublicKey(key))).toBe(false);
    // Both mentions of the algorithm, within the signed part and behind it, are ecdsa-with-SHA256 without parameters.
    expect(certificate.raw.toString('hex').match(/300a06082a8648ce3d040302/g)).toHaveLength(2);
  });

  it('gives every certificate its own serial number of 16 bytes, positive', () => {
    const serials = Array.from({ length: 50 }, () => makeAuthority({ key }).certificate.serialNumber);
    expect(new Set(serials).size).toBe(50);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });

  it('reaches past 2050', () => {
    const { certificate } = makeAuthority({ key, notAfter: Date.UTC(2099, 5, 1) });
    expect(new X509Certificate(certificate.raw).validTo).toContain('2099');
  });
});
