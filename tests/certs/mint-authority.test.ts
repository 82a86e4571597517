import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mintAuthority } from '../../certs/mint-authority.js';
import { rsaKey, testNow } from './harness/make-authority.js';

const day = 86_400_000;
const key = rsaKey();
const mint = (hostname: string) => new X509Certificate(mintAuthority(key, hostname, testNow));
const commonName = (certificate: X509Certificate) => /CN=(.*)/.exec(certificate.subject)?.[1] ?? '';

describe('mintAuthority', () => {
  it('makes a self-signed CA that names its machine', () => {
    const certificate = mint('build-7.local');
    expect(certificate.subject).toMatch(/^CN=Plainsight CA \(build-7\.local [0-9a-f]{8}\)\nO=Plainsight$/);
    expect(certificate.issuer).toBe(certificate.subject);
    expect(certificate.ca).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(key)).toBe(true);
  });

  it('is backdated two days and lasts no longer than ten years', () => {
    const certificate = mint('m');
    expect(Date.parse(certificate.validFrom)).toBe(testNow - 2 * day);
    expect(Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)).toBe(3650 * day);
  });

  it('names the key, so that two CAs can be told apart', () => {
    expect(commonName(mint('m'))).toBe(commonName(mint('m')));
    expect(new X509Certificate(mintAuthority(rsaKey(), 'm', testNow)).subject).not.toBe(mint('m').subject);
  });

  it.each(['', 'Ädas Rechner', 'x'.repeat(300), 'a\n\0b', '🙂'])('takes any host name: %j', (hostname) => {
    const name = commonName(mint(hostname));
    expect(name).toMatch(/^Plainsight CA \(([\w.-]+ )?[0-9a-f]{8}\)$/);
    expect(name.length).toBeLessThanOrEqual(64);
  });
});
