import { join } from 'node:path';

/** Where a CA's files lie in a folder. */
export interface AuthorityLayout {
  readonly folder: string;
  readonly certificatesFolder: string;
  readonly keysFolder: string;
  readonly certificateFile: string;
  readonly privateKeyFile: string;
  readonly publicKeyFile: string;
}

/** The layout that http-mitm-proxy 1.1.0 reads in its `sslCaDir` (`dist/lib/ca.js`). Were a file missing, it would make a CA of its own. */
export function authorityLayout(folder: string): AuthorityLayout {
  const certificatesFolder = join(folder, 'certs');
  const keysFolder = join(folder, 'keys');
  return {
    folder,
    certificatesFolder,
    keysFolder,
    certificateFile: join(certificatesFolder, 'ca.pem'),
    privateKeyFile: join(keysFolder, 'ca.private.key'),
    publicKeyFile: join(keysFolder, 'ca.public.key'),
  };
}
