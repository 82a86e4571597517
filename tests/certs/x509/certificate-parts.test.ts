import { createHash, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asn1 } from '../../../certs/x509/asn1.js';
import { certificateParts } from '../../../certs/x509/certificate-parts.js';
import { extensions } from '../../../certs/x509/extensions.js';
import { makeAuthority, rsaKey } from '../harness/make-authority.js';

const key = rsaKey();

describe('certificateParts', () => {
  it('gives the subject as it stands and the declared key identifier', () => {
    const subject = asn1.sequence(asn1.set(asn1.sequence(asn1.oid('2.5.4.3'), asn1.splice(Buffer.from('1e04004100e9', 'hex')))));
    const made = makeAuthority({
      key,
      subject,
      extensions: [extensions.authority(), extensions.subjectKeyIdentifier(Buffer.from('my own identifier'))],
    });
    const parts = certificateParts(made.certificate.raw);
    expect(parts.subjectDer).toEqual(asn1.encode(subject));
    expect(parts.keyIdentifier.toString()).toBe('my own identifier');
  });

  it('falls back to SHA-1 of the key where no identifier is declared', () => {
    const pkcs1 = createPublicKey(key).export({ type: 'pkcs1', format: 'der' });
    const expected = createHash('sha1').update(pkcs1).digest();
    expect(certificateParts(makeAuthority({ key, extensions: [extensions.authority()] }).certificate.raw).keyIdentifier).toEqual(expected);
  });

  it('throws a RangeError on each truncation', () => {
    const { raw } = makeAuthority({ key }).certificate;
    for (let length = 0; length < raw.length; length += 7) {
      expect(() => certificateParts(raw.subarray(0, length))).toThrow(RangeError);
    }
  });
});
