import { keyIdentifier } from './key-identifier.js';
import { type DerElement, readDer, readDerChildren } from './read-der.js';

/** The parts of a CA certificate that its leaves repeat. */
export interface CertificateParts {
  /** The subject Name as it stands in the certificate: a leaf's issuer must be the same bytes (RFC 5280 section 7.1). */
  readonly subjectDer: Buffer;
  /** The subjectKeyIdentifier; where the certificate has none, SHA-1 of the public key (RFC 5280 section 4.2.1.2, method 1). */
  readonly keyIdentifier: Buffer;
}

const subjectKeyIdentifier = Buffer.from([0x55, 0x1d, 0x0e]);

/** Finds these parts in the DER of a certificate that OpenSSL has already read. Throws a `RangeError` where it is not DER. */
export function certificateParts(raw: Buffer): CertificateParts {
  const fields = children(raw, child(raw, readDer(raw, 0, raw.length), 0));
  const shift = fields[0]?.tag === 0xa0 ? 0 : -1; // version 1 certificates leave the version out
  const subject = fields[5 + shift];
  const publicKeyInfo = fields[6 + shift];
  if (subject === undefined || publicKeyInfo === undefined) throw new RangeError('certificate without subject or public key');
  return {
    subjectDer: raw.subarray(subject.start, subject.end),
    keyIdentifier: declaredKeyIdentifier(raw, fields) ?? keyIdentifier(raw.subarray(publicKeyInfo.start, publicKeyInfo.end)),
  };
}

function declaredKeyIdentifier(raw: Buffer, fields: readonly DerElement[]): Buffer | undefined {
  const extensions = fields.find((field) => field.tag === 0xa3);
  if (extensions === undefined) return undefined;
  for (const extension of children(raw, child(raw, extensions, 0))) {
    const parts = children(raw, extension);
    const [oid, value] = [parts[0], parts.at(-1)];
    if (oid === undefined || value === undefined || !content(raw, oid).equals(subjectKeyIdentifier)) continue;
    return content(raw, readDer(raw, value.contentStart, value.end));
  }
  return undefined;
}

function children(raw: Buffer, parent: DerElement): DerElement[] {
  return readDerChildren(raw, parent);
}

function child(raw: Buffer, parent: DerElement, index: number): DerElement {
  const found = children(raw, parent)[index];
  if (found === undefined) throw new RangeError(`DER element at offset ${parent.start} has no part ${index}`);
  return found;
}

function content(raw: Buffer, element: DerElement): Buffer {
  return raw.subarray(element.contentStart, element.end);
}
