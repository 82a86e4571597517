import { rootCertificates } from 'node:tls';

/** The root certificates that Node ships (Mozilla's), PEM. */
export const bundledRoots: readonly string[] = rootCertificates;
