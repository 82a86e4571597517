import { createSecureContext, type SecureContext } from 'node:tls';
import type { CertificateAuthority, Leaf } from '../../certs/index.js';

/** TLS contexts for the certificates we show, one a leaf: `certs` keeps the leaves bounded, and a leaf that is gone takes its context along. */
export class LeafContexts {
  readonly #contexts = new WeakMap<Leaf, SecureContext>();
  readonly #authority: CertificateAuthority;

  constructor(authority: CertificateAuthority) {
    this.#authority = authority;
  }

  contextFor(name: string): SecureContext {
    const leaf = this.#authority.leafFor(name);
    let context = this.#contexts.get(leaf);
    if (context === undefined) {
      context = createSecureContext({ cert: leaf.certificatePem, key: leaf.keyPem });
      this.#contexts.set(leaf, context);
    }
    return context;
  }
}
