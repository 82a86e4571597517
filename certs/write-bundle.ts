import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CaError } from './ca-error.js';
import type { CertificateAuthority } from './certificate-authority.js';
import { collectCertificates } from './collect-certificates.js';
import { createFolder } from './files/create-folder.js';
import { describeError } from './files/describe-error.js';
import { replaceFile } from './files/replace-file.js';
import { certificatePem } from './x509/certificate-pem.js';

/** Where systems keep the roots they trust, as one PEM file: Debian and Arch, Fedora and RHEL, openSUSE, Alpine and macOS. */
export const systemRootFiles: readonly string[] = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

export interface WriteBundleOptions {
  readonly authority: Pick<CertificateAuthority, 'certificatePem'>;
  /** PEM certificates, e.g. `rootCertificates` of `node:tls`. */
  readonly roots: readonly string[];
  /** Where the bundle goes; created where missing. */
  readonly folder: string;
  /** PEM files that are added where they exist; `systemRootFiles` by default. */
  readonly systemFiles?: readonly string[];
}

export interface WrittenBundle {
  readonly file: string;
  /** All certificates of the bundle as one PEM text, ours first: what `writeTrustStore` takes. */
  readonly pem: string;
  /** How many certificates it holds. */
  readonly certificates: number;
  /** How many were left out because OpenSSL cannot read them. */
  readonly unusable: number;
}

/**
 * Writes `ca-bundle.pem`: our CA and all usual roots, for variables that *replace* a client's roots (`SSL_CERT_FILE`, `CURL_CA_BUNDLE`,
 * `REQUESTS_CA_BUNDLE` …). Hosts that are passed through untouched so still verify. Throws `CaError`.
 */
export function writeBundle({ authority, roots, folder, systemFiles = systemRootFiles }: WriteBundleOptions): WrittenBundle {
  const file = join(folder, 'ca-bundle.pem');
  const { certificates, unusable } = collectCertificates([authority.certificatePem, ...roots, ...systemFiles.map(readIfThere)]);
  const pem = certificates.map(certificatePem).join('');
  try {
    createFolder(folder, 0o755);
    replaceFile(file, pem, 0o644);
  } catch (error) {
    throw new CaError(
      'unwritable-folder',
      file,
      `The CA bundle ${file} could not be written (${describeError(error)}), expected a folder that may be written. Next: name another.`,
    );
  }
  return { file, pem, certificates: certificates.length, unusable };
}

function readIfThere(file: string): string {
  if (!existsSync(file)) return '';
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    throw new CaError(
      'unreadable',
      file,
      `The system's roots ${file} could not be read (${describeError(error)}), expected a PEM file. Next: check its permissions.`,
    );
  }
}
