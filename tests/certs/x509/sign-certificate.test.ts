import { X509Certificate } from 'node:crypto';
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
