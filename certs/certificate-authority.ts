import type { Leaf } from './leaf.js';

/** A CA that is fit to mint with: RSA of at least 2048 bits, valid now, its key matching and readable by its owner alone. */
export interface CertificateAuthority {
  readonly certificatePem: string;
  readonly certificateDer: Buffer;
  /** A PEM file that holds this one certificate and no key: safe to name in `NODE_EXTRA_CA_CERTS` and the like. */
  readonly certificateFile: string;
  /** The folder to give http-mitm-proxy as `sslCaDir`. It holds the private key: never serve it. */
  readonly mitmFolder: string;
  /** For people, e.g. `CN=Plainsight CA (build-7 3fa2c1d0), O=Plainsight`. */
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly notAfter: number;
  /** SHA-256 of the DER, lower-case hex without separators. */
  readonly fingerprint256: string;
  /** A leaf for a host name or IP literal, from the kept ones or made in under a millisecond. Never throws, whatever the name. */
  readonly leafFor: (name: string) => Leaf;
  /** The same for a leaf that ended a month ago: for finding out who takes it. */
  readonly expiredLeafFor: (name: string) => Leaf;
}
