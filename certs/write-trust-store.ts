import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CaError } from './ca-error.js';
import { collectCertificates } from './collect-certificates.js';
import { createFolder } from './files/create-folder.js';
import { describeError } from './files/describe-error.js';
import { replaceFile } from './files/replace-file.js';
import { encodeJks } from './formats/encode-jks.js';

export interface WriteTrustStoreOptions {
  /** PEM texts, of one certificate or many each, e.g. `pem` of `writeBundle`. */
  readonly certificates: readonly string[];
  /** Where the trust store goes; created where missing. */
  readonly folder: string;
  /** For `javax.net.ssl.trustStorePassword`; Java's customary `changeit` by default. */
  readonly password?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

export interface WrittenTrustStore {
  readonly file: string;
  readonly password: string;
  /** How many certificates it holds. */
  readonly certificates: number;
  /** How many were left out because OpenSSL cannot read them. */
  readonly unusable: number;
}

/** Writes `trust-store.jks` for `-Djavax.net.ssl.trustStore`, which replaces Java's own roots. Throws `CaError`. */
export function writeTrustStore({
  certificates,
  folder,
  password = 'changeit',
  now = Date.now,
}: WriteTrustStoreOptions): WrittenTrustStore {
  const file = join(folder, 'trust-store.jks');
  const collected = collectCertificates(certificates);
  const entries = collected.certificates.map((der) => ({ alias: createHash('sha256').update(der).digest('hex').slice(0, 32), der }));
  try {
    createFolder(folder, 0o755);
    replaceFile(file, encodeJks(entries, password, now()), 0o644);
  } catch (error) {
    throw new CaError(
      'unwritable-folder',
      file,
      `The trust store ${file} could not be written (${describeError(error)}), expected a folder that may be written. Next: name another.`,
    );
  }
  return { file, password, certificates: entries.length, unusable: collected.unusable };
}
