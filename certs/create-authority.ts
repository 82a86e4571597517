import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import type { AuthorityLayout } from './authority-layout.js';
import { CaError } from './ca-error.js';
import { createFileOnce } from './files/create-file-once.js';
import { createFolder } from './files/create-folder.js';
import { unwritableHome } from './files/unwritable-home.js';
import { mintAuthority } from './mint-authority.js';
import { readKey } from './read-key.js';

/**
 * Makes a CA in `layout`, unless it has one. The key comes first, and the certificate is made from whatever key then lies there; each
 * is created whole and only once. So several processes that start together, or one that is killed in between, leave a pair that
 * matches. `replace` as in `readKey`. Throws `CaError`.
 */
export function createAuthority(layout: AuthorityLayout, now: number, replace: string): void {
  if (existsSync(layout.certificateFile)) return;
  try {
    for (const folder of [layout.folder, layout.certificatesFolder, layout.keysFolder]) createFolder(folder, 0o700);
    if (!existsSync(layout.privateKeyFile)) {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      createFileOnce(layout.privateKeyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600);
    }
    createFileOnce(layout.certificateFile, mintAuthority(readKey(layout.privateKeyFile, replace), hostname(), now), 0o644);
  } catch (error) {
    throw error instanceof CaError ? error : unwritableHome(layout.folder, error);
  }
}
