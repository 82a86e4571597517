import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type AuthorityLayout, authorityLayout } from './authority-layout.js';
import type { CertificateAuthority } from './certificate-authority.js';
import { createAuthority } from './create-authority.js';
import { createFolder } from './files/create-folder.js';
import { replaceFile } from './files/replace-file.js';
import { unwritableHome } from './files/unwritable-home.js';
import { leafIssuer } from './leaf-issuer.js';
import { type ReadAuthority, readAuthority } from './read-authority.js';
import { certificatePem } from './x509/certificate-pem.js';

/** Leaves last 45 days: one of this long ago ended thirty days ago, more than a device's clock is slow. */
const expiredBefore = 75 * 86_400_000;

export interface OpenAuthorityOptions {
  /** Plainsight's own folder, see `homeFolder`; created with mode 0700 where missing. */
  readonly home: string;
  /** A CA of the user's own, PEM or DER. Where only one of the two is named, that file holds both, as PEM. */
  readonly certFile?: string | undefined;
  /** Its key: RSA, PEM, PKCS#1 or PKCS#8, mode 0600. */
  readonly keyFile?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Opens the CA under `home`, creating it on first use, or the given one instead. A given one is copied, key and all, to a private folder under
 * `home`, since http-mitm-proxy reads its CA from a folder. Throws `CaError`; it never replaces a CA that is there but no good,
 * because devices trust that one.
 */
export function openAuthority(options: OpenAuthorityOptions): CertificateAuthority {
  const { home, now = Date.now } = options;
  const given = options.certFile ?? options.keyFile;
  return given === undefined ? openOwn(home, now) : openGiven(home, options.certFile ?? given, options.keyFile ?? given, now);
}

function openOwn(home: string, now: () => number): CertificateAuthority {
  const layout = authorityLayout(home);
  const replace = 'plainsight ca rotate (devices must then trust the new CA)';
  createAuthority(layout, now(), replace);
  const read = readAuthority({ certificateFile: layout.certificateFile, keyFile: layout.privateKeyFile, now: now(), replace });
  write(layout, [publicKey(layout, read)]);
  return assemble(read, layout, now);
}

function openGiven(home: string, certificateFile: string, keyFile: string, now: () => number): CertificateAuthority {
  const replace = 'name another pair with --ca-cert and --ca-key, or leave both out to use the CA that Plainsight makes';
  const read = readAuthority({ certificateFile, keyFile, now: now(), replace });
  const layout = authorityLayout(join(home, 'given', fingerprint(read).slice(0, 16)));
  write(layout, [
    { file: layout.privateKeyFile, content: read.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), mode: 0o600 },
    publicKey(layout, read),
    { file: layout.certificateFile, content: certificatePem(read.certificate.raw), mode: 0o644 },
  ]);
  return assemble(read, layout, now);
}

function assemble(read: ReadAuthority, layout: AuthorityLayout, now: () => number): CertificateAuthority {
  const pem = certificatePem(read.certificate.raw);
  const issuing = {
    ...read.parts,
    privateKey: read.privateKey,
    notBefore: read.notBefore,
    notAfter: read.notAfter,
    chainPem: read.chain.map((certificate) => certificatePem(certificate.raw)).join(''),
    now,
  };
  return {
    certificatePem: pem,
    certificateDer: read.certificate.raw,
    certificateFile: layout.certificateFile,
    mitmFolder: layout.folder,
    subject: read.certificate.subject.split('\n').join(', '),
    notAfter: read.notAfter,
    fingerprint256: fingerprint(read),
    leafFor: leafIssuer(issuing),
    // Older than its CA may be: clients look at the time of each certificate by itself (RFC 5280, section 6.1.3).
    expiredLeafFor: leafIssuer({ ...issuing, notBefore: Number.NEGATIVE_INFINITY, now: () => now() - expiredBefore }),
  };
}

interface LayoutFile {
  readonly file: string;
  readonly content: string;
  readonly mode: number;
}

function publicKey(layout: AuthorityLayout, { privateKey }: ReadAuthority): LayoutFile {
  return {
    file: layout.publicKeyFile,
    content: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
    mode: 0o644,
  };
}

/** Writes what differs, and nothing where nothing does: a home that is complete may be read-only. */
function write(layout: AuthorityLayout, files: readonly LayoutFile[]): void {
  try {
    for (const { file, content, mode } of files) {
      if (existsSync(file) && readFileSync(file, 'latin1') === content) continue;
      createFolder(dirname(file), 0o700);
      replaceFile(file, content, mode);
    }
  } catch (error) {
    throw unwritableHome(layout.folder, error);
  }
}

function fingerprint({ certificate }: ReadAuthority): string {
  return certificate.fingerprint256.replaceAll(':', '').toLowerCase();
}
