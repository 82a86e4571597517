import { createSecureContext, type SecureContext } from 'node:tls';
import type { CertificateAuthority, Leaf } from '../../certs/index.js';
import { legacyTls } from './legacy-tls.js';

/** TLS contexts for the certificates we show, one a leaf: `certs` keeps the leaves bounded, and a leaf that is gone takes its context along. */
export class LeafContexts {
  readonly #contexts = new WeakMap<Leaf, SecureContext>();
  readonly #legacyContexts = new WeakMap<Leaf, SecureContext>();
  readonly #authority: CertificateAuthority;

  constructor(authority: CertificateAuthority) {
    this.#authority = authority;
  }

  /** `legacy`: devices may speak TLS 1.0 and 1.1 to it as well. */
  contextFor(name: string, { legacy = false }: { readonly legacy?: boolean } = {}): SecureContext {
    const leaf = this.#authority.leafFor(name);
    const contexts = legacy ? this.#legacyContexts : this.#contexts;
    let context = contexts.get(leaf);
    if (context === undefined) {
      context = createSecureContext({ cert: leaf.certificatePem, key: leaf.keyPem, ca: [], ...(legacy ? legacyTls : {}) });
      contexts.set(leaf, context);
    }
    return context;
  }
}
