import { describe, expect, it } from 'vitest';
import { collectCertificates } from '../../certs/collect-certificates.js';
import { makeAuthority, rsaKey } from './harness/make-authority.js';

const key = rsaKey();
const [one, two] = [makeAuthority({ key }), makeAuthority({ key })];

describe('collectCertificates', () => {
  it('keeps order, drops repetitions however they are wrapped, and counts what cannot be read', () => {
    const rewrapped = one.pem.replaceAll('\n', '\r\n');
    const broken = '-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n';
    expect(collectCertificates([two.pem + one.pem, `# comment\n${rewrapped}`, '', broken])).toEqual({
      certificates: [two.certificate.raw, one.certificate.raw],
      unusable: 1,
    });
  });

  it('leaves out what is known already, however it is wrapped', () => {
    const known = [one.pem.replaceAll('\n', '\r\n')];
    expect(collectCertificates([two.pem + one.pem], known)).toEqual({ certificates: [two.certificate.raw], unusable: 0 });
  });
});
