import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CertificateAuthority } from '../session.js';

/** Files that clients are pointed at. Paths are absolute. */
export interface ClientFiles {
  readonly bundleFile: string;
  readonly trustStore: { readonly file: string; readonly password: string };
  readonly wgetrcFile: string;
}

/**
 * Writes what clients need to trust us: a bundle of system roots and ours, a Java trust store of the same, and a wgetrc (GnuTLS's
 * wget reads no variable), which keeps what the user's own says.
 */
export async function writeClientFiles(
  authority: CertificateAuthority,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ClientFiles> {
  const { bundledRoots, writeBundle, writeTrustStore } = await import('../session.js');
  const bundle = writeBundle({ authority, roots: bundledRoots, folder });
  const trustStore = writeTrustStore({ certificates: [bundle.pem], folder });
  const own = env['WGETRC'] ?? join(homedir(), '.wgetrc');
  const kept = existsSync(own) ? readFileSync(own, 'utf8').replace(/\n?$/, '\n') : '';
  const wgetrcFile = join(folder, 'wgetrc');
  writeFileSync(wgetrcFile, `${kept}ca_certificate = ${bundle.file}\n`, { mode: 0o600 });
  return { bundleFile: bundle.file, trustStore: { file: trustStore.file, password: trustStore.password }, wgetrcFile };
}
