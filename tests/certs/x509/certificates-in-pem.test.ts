import { describe, expect, it } from 'vitest';
import { certificatePem } from '../../../certs/x509/certificate-pem.js';
import { certificatesInPem } from '../../../certs/x509/certificates-in-pem.js';
import fc from '../../harness/fast-check.js';

describe('certificatesInPem', () => {
  const one = certificatePem(Buffer.from('one'));
  const two = certificatePem(Buffer.from('two'));

  it('finds every certificate, and nothing else', () => {
    expect(
      certificatesInPem(
        `# a comment\r\n${one}\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n${two.replaceAll('\n', '\r\n')}`,
      ),
    ).toEqual([Buffer.from('one'), Buffer.from('two')]);
  });

  it.each([
    '',
    'no PEM',
    '-----BEGIN CERTIFICATE-----\nAAAA',
    '-----END CERTIFICATE-----',
    '-----BEGIN TRUSTED CERTIFICATE-----\nAA\n-----END TRUSTED CERTIFICATE-----',
  ])('finds none in %j', (text) => {
    expect(certificatesInPem(text)).toEqual([]);
  });

  it('reads what certificatePem writes, in lines of at most 64 characters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), (bytes) => {
        const pem = certificatePem(Buffer.from(bytes));
        expect(certificatesInPem(pem)).toEqual([Buffer.from(bytes)]);
        expect(Math.max(...pem.split('\n').map((line) => line.length))).toBeLessThanOrEqual(64);
      }),
      { numRuns: 50 },
    );
  });
});
