import tls, { rootCertificates } from 'node:tls';

/** The root certificates that Node ships (Mozilla's), PEM. */
export const bundledRoots: readonly string[] = rootCertificates;

/** The roots that Node trusts now by itself, PEM; undefined where it does not tell (before 22.15). */
export function trustedByNode(): readonly string[] | undefined {
  const { getCACertificates } = tls as { readonly getCACertificates?: (type: 'default') => readonly string[] };
  return getCACertificates?.('default');
}
