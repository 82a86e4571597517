import { existsSync, readFileSync } from 'node:fs';
import { CaError } from './ca-error.js';
import { collectCertificates } from './collect-certificates.js';
import { describeError } from './files/describe-error.js';
import { systemRootFiles } from './write-bundle.js';
import { certificatePem } from './x509/certificate-pem.js';

/** The system's root files and those that the environment names for other programs (OpenSSL's and Node's own variables): a company's CA is often there. */
export function rootFilesOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const inherited = [env['SSL_CERT_FILE'], env['NODE_EXTRA_CA_CERTS']].filter((file) => file !== undefined && file !== '') as string[];
  return [...systemRootFiles, ...inherited];
}

/**
 * What origins are verified against beside the roots that Node ships: the system's own, and those of the files named with
 * `--origin-ca`, but for those of `known`. One PEM text a certificate. A named file that cannot be read or holds no certificate throws `CaError`; a system
 * file that is not there is none.
 */
export function readRoots(
  originCaFiles: readonly string[],
  systemFiles: readonly string[] = systemRootFiles,
  known: readonly string[] = [],
): readonly string[] {
  // The variables of the environment mostly name the system's own file again.
  const texts = [...new Set(systemFiles)].filter((file) => existsSync(file)).map(read);
  for (const file of originCaFiles) {
    const text = read(file);
    if (collectCertificates([text]).certificates.length === 0) {
      throw new CaError(
        'malformed',
        file,
        `${file} holds no certificate, expected a PEM file with the CA that origins are signed by. Next: name another with --origin-ca.`,
      );
    }
    texts.push(text);
  }
  return collectCertificates(texts, known).certificates.map(certificatePem);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    throw new CaError(
      'unreadable',
      file,
      `${file} could not be read (${describeError(error)}), expected a PEM file. Next: check its name and permissions.`,
    );
  }
}
