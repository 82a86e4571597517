import { type KeyObject, randomBytes, sign } from 'node:crypto';
import { type Asn1, asn1 } from './asn1.js';

/** What goes into a certificate, apart from version, serial number and signature. Times in milliseconds since 1970. */
export interface CertificateContent {
  readonly issuer: Asn1;
  readonly subject: Asn1;
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKeyInfo: Asn1;
  readonly extensions: readonly Asn1[];
}

/** RFC 4055, section 5, and RFC 5758, section 3.2, which leaves the parameters out. */
const signatureAlgorithms = {
  rsa: asn1.sequence(asn1.oid('1.2.840.113549.1.1.11'), asn1.null()),
  ec: asn1.sequence(asn1.oid('1.2.840.10045.4.3.2')),
} as const;
const version3 = asn1.explicit(0, asn1.integer(Uint8Array.of(2)));

/** Signs an X.509 version 3 certificate (RFC 5280) with an RSA or elliptic-curve key and SHA-256, under a random serial number; gives its DER. */
export function signCertificate(content: CertificateContent, key: KeyObject): Buffer {
  const algorithm = signatureAlgorithms[key.asymmetricKeyType === 'ec' ? 'ec' : 'rsa'];
  const toBeSigned = asn1.sequence(
    version3,
    asn1.integer(serialNumber()),
    algorithm,
    content.issuer,
    asn1.sequence(asn1.time(content.notBefore), asn1.time(content.notAfter)),
    content.subject,
    content.publicKeyInfo,
    asn1.explicit(3, asn1.sequence(...content.extensions)),
  );
  const signature = sign('sha256', asn1.encode(toBeSigned), key);
  return asn1.encode(asn1.sequence(toBeSigned, algorithm, asn1.bits(signature)));
}

/** 16 random bytes, positive and without leading zeros, so that they stay 16 bytes (RFC 5280 section 4.1.2.2). */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
