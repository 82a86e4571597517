import { existsSync } from 'node:fs';
import { authorityLayout } from './authority-layout.js';
import type { CertificateAuthority } from './certificate-authority.js';
import { type OpenAuthorityOptions, openAuthority } from './open-authority.js';

/** The CA that a run would use, opened as {@link openAuthority} does, but not made where there is none. Throws `CaError`. */
export function inspectAuthority(options: OpenAuthorityOptions): CertificateAuthority | 'missing' {
  const given = options.certFile !== undefined || options.keyFile !== undefined;
  return given || existsSync(authorityLayout(options.home).certificateFile) ? openAuthority(options) : 'missing';
}
