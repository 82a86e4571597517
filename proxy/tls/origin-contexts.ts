import { createSecureContext, type SecureContext } from 'node:tls';
import type { TlsVersions } from './client-hello.js';

const tls12 = 0x0303;
const tls13 = 0x0304;

/**
 * TLS contexts towards origins: all verify against the same roots, and each offers no other versions than a device did, so that
 * the origin chooses (or refuses) as it would have without us. Versions below 1.2 are not offered: OpenSSL's defaults forbid them.
 */
export class OriginContexts {
  readonly #roots: readonly string[];
  readonly #contexts = new Map<'any' | 'up to 1.2' | 'only 1.3', SecureContext>();

  constructor(roots: readonly string[]) {
    this.#roots = roots;
    this.contextFor(undefined);
  }

  contextFor(versions: TlsVersions | undefined): SecureContext {
    const kind = versions === undefined ? 'any' : versions.highest <= tls12 ? 'up to 1.2' : versions.lowest >= tls13 ? 'only 1.3' : 'any';
    let context = this.#contexts.get(kind);
    if (context === undefined) {
      context = createSecureContext({
        ca: [...this.#roots],
        ...(kind === 'up to 1.2' ? { maxVersion: 'TLSv1.2' } : kind === 'only 1.3' ? { minVersion: 'TLSv1.3' } : {}),
      });
      this.#contexts.set(kind, context);
    }
    return context;
  }
}
