import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { exportAuthority, exportFormats } from '../../certs/index.js';
import { makeAuthority } from './harness/make-authority.js';

const made = makeAuthority();
const authority = {
  certificatePem: made.pem,
  certificateDer: made.certificate.raw,
  subject: 'CN=Test Root, O=Example',
  fingerprint256: made.certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
};

describe('exportAuthority', () => {
  it('gives each form its file name and content type', () => {
    expect(
      exportFormats.map((format) => exportAuthority(authority, format)).map(({ fileName, contentType }) => [fileName, contentType]),
    ).toEqual([
      ['plainsight-ca.pem', 'application/x-pem-file'],
      ['plainsight-ca.cer', 'application/x-x509-ca-cert'],
      ['plainsight-ca.mobileconfig', 'application/x-apple-aspen-config'],
      ['network_security_config.xml', 'application/xml'],
    ]);
  });

  it.each(['pem', 'der'] as const)('gives the certificate as %s', (format) => {
    expect(new X509Certificate(exportAuthority(authority, format).bytes).raw).toEqual(authority.certificateDer);
  });

  it('gives the same bytes every time, and never a key', () => {
    for (const format of exportFormats) {
      const { bytes } = exportAuthority(authority, format);
      expect(exportAuthority(authority, format).bytes).toEqual(bytes);
      expect(bytes.includes('PRIVATE KEY')).toBe(false);
    }
  });
});
