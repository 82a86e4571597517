import { X509Certificate } from 'node:crypto';
import { certificatesInPem } from './x509/certificates-in-pem.js';

/** The distinct certificates of several PEM texts, in order, as DER; `unusable` counts blocks that OpenSSL cannot read. */
export interface CollectedCertificates {
  readonly certificates: readonly Buffer[];
  readonly unusable: number;
}

/** Collects certificates once each. One that cannot be read is left out, since a single one makes some clients refuse a whole bundle. */
export function collectCertificates(pemTexts: Iterable<string>): CollectedCertificates {
  const certificates = new Map<string, Buffer>();
  let unusable = 0;
  for (const text of pemTexts) {
    for (const block of certificatesInPem(text)) {
      const der = readable(block);
      if (der === undefined) unusable++;
      else certificates.set(der.toString('latin1'), der);
    }
  }
  return { certificates: [...certificates.values()], unusable };
}

function readable(block: Buffer): Buffer | undefined {
  try {
    return new X509Certificate(block).raw;
  } catch {
    return undefined;
  }
}
