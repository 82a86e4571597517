/** A server certificate for one name, with its key, ready for a TLS server. */
export interface Leaf {
  /** The leaf, followed by the CA's own chain where the CA is not a root. */
  readonly certificatePem: string;
  /** PKCS#8. The same P-256 key in every leaf of a process. */
  readonly keyPem: string;
  /** When the leaf ends, in milliseconds since 1970. */
  readonly notAfter: number;
}
