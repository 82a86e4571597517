import { X509Certificate } from 'node:crypto';
import { certificatesInPem } from './x509/certificates-in-pem.js';

/** The distinct certificates of several PEM texts, in order, as DER; `unusable` counts blocks that OpenSSL cannot read. */
export interface CollectedCertificates {
  readonly certificates: readonly Buffer[];
  readonly unusable: number;
}

/**
 * Collects certificates once each, without those of `known` (PEM texts that OpenSSL is known to read). Reading one takes a third of a millisecond,
 * and most of a system's roots are those that Node ships: so none is read twice. One that cannot be read is left out, since a single one makes some clients refuse a whole
 * bundle.
 */
export function collectCertificates(pemTexts: Iterable<string>, known: Iterable<string> = []): CollectedCertificates {
  const seen = new Set<string>();
  for (const text of known) for (const block of certificatesInPem(text)) seen.add(block.toString('latin1'));
  const certificates = new Map<string, Buffer>();
  let unusable = 0;
  for (const text of pemTexts) {
    for (const block of certificatesInPem(text)) {
      const written = block.toString('latin1');
      if (seen.has(written)) continue;
      const der = readable(block);
      if (der === undefined) {
        unusable++;
        continue;
      }
      seen.add(written);
      certificates.set(der.toString('latin1'), der);
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
