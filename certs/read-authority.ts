import { type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CaError } from './ca-error.js';
import { describeError } from './files/describe-error.js';
import { readKey } from './read-key.js';
import { type CertificateParts, certificateParts } from './x509/certificate-parts.js';
import { certificatesInPem } from './x509/certificates-in-pem.js';

/** A CA as read from two files and found fit. Times in milliseconds since 1970. */
export interface ReadAuthority {
  readonly certificate: X509Certificate;
  readonly parts: CertificateParts;
  readonly privateKey: KeyObject;
  /** The certificates that devices need between a leaf and their root, this CA first; empty where it is a root itself. */
  readonly chain: readonly X509Certificate[];
  readonly notBefore: number;
  readonly notAfter: number;
}

export interface ReadAuthorityOptions {
  /** DER, or PEM, of which the certificate that belongs to the key is the CA and the others may be its chain. */
  readonly certificateFile: string;
  /** PEM, PKCS#1 or PKCS#8; may be the same file. */
  readonly keyFile: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What to do where the CA itself is no good, as the end of a sentence that starts with "Next:". */
  readonly replace: string;
}

/** Reads a CA and its key with OpenSSL, and checks all that would otherwise fail later and obscurely, on the device. Throws `CaError`. */
export function readAuthority({ certificateFile: file, keyFile, now, replace }: ReadAuthorityOptions): ReadAuthority {
  const privateKey = readKey(keyFile, replace);
  const certificates = readCertificates(file, replace);
  const certificate = certificates.find((candidate) => candidate.checkPrivateKey(privateKey));
  if (certificate === undefined) {
    throw new CaError(
      'key-does-not-match',
      keyFile,
      `The CA key ${keyFile} does not belong to the certificate ${file}, expected a pair. Next: ${replace}`,
    );
  }
  if (!certificate.ca) {
    throw new CaError(
      'not-a-ca',
      file,
      `The certificate ${file} is not a CA's, expected basicConstraints CA:TRUE, and keyCertSign where it states a key usage. Next: ${replace}`,
    );
  }
  const notBefore = Date.parse(certificate.validFrom);
  const notAfter = Date.parse(certificate.validTo);
  if (now < notBefore) {
    throw new CaError(
      'not-yet-valid',
      file,
      `The CA certificate ${file} is valid from ${certificate.validFrom} on, expected before now, ${new Date(now).toUTCString()}. ` +
        `Next: set this machine's clock; if it is right, ${replace}`,
    );
  }
  if (!(now <= notAfter)) {
    throw new CaError(
      'expired',
      file,
      `The CA certificate ${file} ended on ${certificate.validTo}, expected one that is valid now. Next: ${replace}`,
    );
  }
  const parts = readParts(certificate, file, replace);
  return { certificate, parts, privateKey, chain: chainOf(certificate, certificates), notBefore, notAfter };
}

function readCertificates(file: string, replace: string): X509Certificate[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new CaError(
      'unreadable',
      file,
      `The CA certificate ${file} could not be read (${describeError(error)}), expected a file that the user who runs Plainsight may read. ` +
        'Next: check its path and its owner.',
    );
  }
  try {
    const inPem = certificatesInPem(bytes.toString('latin1'));
    return (inPem.length === 0 ? [bytes] : inPem).map((der) => new X509Certificate(der));
  } catch (error) {
    throw new CaError(
      'malformed',
      file,
      `${file} holds no certificate (${describeError(error)}), expected X.509 as PEM or DER. Next: ${replace}`,
    );
  }
}

function readParts(certificate: X509Certificate, file: string, replace: string): CertificateParts {
  try {
    return certificateParts(certificate.raw);
  } catch (error) {
    throw new CaError(
      'malformed',
      file,
      `The CA certificate ${file} breaks the rules of DER (${describeError(error)}), expected X.509. Next: ${replace}`,
    );
  }
}

/** Devices hold roots and know nothing of what lies between: that is sent along with each leaf (RFC 8446 section 4.4.2). */
function chainOf(authority: X509Certificate, certificates: readonly X509Certificate[]): X509Certificate[] {
  const chain: X509Certificate[] = [];
  let next: X509Certificate | undefined = authority;
  while (next !== undefined && !next.checkIssued(next)) {
    const current: X509Certificate = next;
    chain.push(current);
    next = certificates.find((candidate) => current.checkIssued(candidate) && !chain.includes(candidate));
  }
  return chain;
}
