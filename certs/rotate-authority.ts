import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { authorityLayout } from './authority-layout.js';
import type { CertificateAuthority } from './certificate-authority.js';
import { createFolder } from './files/create-folder.js';
import { unwritableHome } from './files/unwritable-home.js';
import { openAuthority } from './open-authority.js';

export interface RotatedAuthority {
  readonly authority: CertificateAuthority;
  /** The old certificate, kept so that people can tell which one to remove from their devices; `undefined` where there was none. */
  readonly retiredFile: string | undefined;
}

/**
 * Replaces the CA under `home` by a new one, also where the old one is no good. The old key is destroyed, not kept: devices may go on
 * trusting it. Running proxies keep the old CA until they are started anew. Throws `CaError`.
 */
export function rotateAuthority({ home, now = Date.now }: { readonly home: string; readonly now?: () => number }): RotatedAuthority {
  const layout = authorityLayout(home);
  const retiredFolder = join(home, 'retired');
  let retiredFile: string | undefined;
  try {
    // The key goes first: a certificate without its key is refused and can be rotated again, a key without its certificate would live on.
    rmSync(layout.privateKeyFile, { force: true });
    rmSync(layout.publicKeyFile, { force: true });
    if (existsSync(layout.certificateFile)) {
      createFolder(retiredFolder, 0o700);
      retiredFile = join(retiredFolder, `ca-until-${new Date(now()).toISOString().replace(/[:.]/g, '-')}.pem`);
      renameSync(layout.certificateFile, retiredFile);
    }
  } catch (error) {
    throw unwritableHome(home, error);
  }
  return { authority: openAuthority({ home, now }), retiredFile };
}
