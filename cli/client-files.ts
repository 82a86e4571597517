import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { CertificateAuthority } from '../session.js';
import { packageVersion } from './version.js';

/** Files that clients are pointed at. Paths are absolute. */
export interface ClientFiles {
  readonly bundleFile: string;
  readonly trustStore: { readonly file: string; readonly password: string };
  readonly wgetrcFile: string;
}

type Stores = Omit<ClientFiles, 'wgetrcFile'>;

/**
 * Writes what clients need to trust us: a bundle of system roots and ours, a Java trust store of the same, and a wgetrc (GnuTLS's
 * wget reads no variable), which keeps what the user's own says. Bundle and trust store are left as they are while what they are
 * made of is the same: reading hundreds of roots takes a quarter of a second.
 */
export async function writeClientFiles(
  authority: CertificateAuthority,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ClientFiles> {
  const stores = await writeStores(authority, folder, env);
  const own = env['WGETRC'] ?? join(homedir(), '.wgetrc');
  const kept = existsSync(own) ? readFileSync(own, 'utf8').replace(/\n?$/, '\n') : '';
  const wgetrcFile = join(folder, 'wgetrc');
  writeFileSync(wgetrcFile, `${kept}ca_certificate = ${stores.bundleFile}\n`, { mode: 0o600 });
  return { ...stores, wgetrcFile };
}

async function writeStores(
  authority: CertificateAuthority,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Stores> {
  const { bundledRoots, rootFilesOf, writeBundle, writeTrustStore } = await import('../session.js');
  const systemFiles = rootFilesOf(env);
  const stampFile = join(folder, 'made-of.json');
  const madeOf = createHash('sha256')
    .update(packageVersion())
    .update(authority.certificatePem)
    .update(bundledRoots.join(''))
    .update(JSON.stringify(systemFiles.map((file) => [file, statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null])))
    .digest('hex');
  const made = readStamp(stampFile);
  if (made?.madeOf === madeOf && existsSync(made.stores.bundleFile) && existsSync(made.stores.trustStore.file)) return made.stores;
  const bundle = writeBundle({ authority, roots: bundledRoots, folder, systemFiles });
  const { file, password } = writeTrustStore({ certificates: [bundle.pem], folder });
  const stores: Stores = { bundleFile: bundle.file, trustStore: { file, password } };
  writeFileSync(stampFile, JSON.stringify({ madeOf, stores }), { mode: 0o600 });
  return stores;
}

function readStamp(file: string): { readonly madeOf: string; readonly stores: Stores } | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { madeOf, stores } = JSON.parse(readFileSync(file, 'utf8')) as { madeOf?: string; stores?: Stores };
    return madeOf !== undefined && stores !== undefined ? { madeOf, stores } : undefined;
  } catch (error) {
    // Half written by a run that was killed: made anew.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
