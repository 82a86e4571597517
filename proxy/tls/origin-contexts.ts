import { createSecureContext, type SecureContext, type SecureContextOptions, type SecureVersion } from 'node:tls';
import type { ClientCertificate, ProxyOptions } from '../proxy-options.js';
import type { TlsVersions } from './client-hello.js';
import { legacyTls } from './legacy-tls.js';

/** What an origin needs beside the device's versions. */
export interface OriginNeeds {
  /** TLS 1.0 and 1.1 may be spoken with it. */
  readonly legacy?: boolean;
  readonly clientCertificate?: ClientCertificate | undefined;
}

/** Contexts kept; where Node's own roots must not be used each has read all of them (2 MiB, and 30 ms to make). Without client certificates there are at most fourteen. */
const mostContexts = 100;

/**
 * TLS contexts towards origins: all verify against the same roots, and each offers no other versions than a device did, so that
 * the origin chooses (or refuses) as it would have without us. Versions below 1.2 are offered only where they may be spoken.
 */
export class OriginContexts {
  readonly #roots: readonly string[];
  /** Roots beside those that Node trusts by itself; undefined where its own must not be used. */
  readonly #beyond: readonly string[] | undefined;
  readonly #contexts = new Map<string, SecureContext>();

  /** `beyond`: see {@link ProxyOptions.rootsBeyondNode}. */
  constructor(roots: readonly string[], beyond?: readonly string[]) {
    this.#roots = roots;
    this.#beyond = beyond;
    this.contextFor(undefined);
  }

  /** Throws on a client certificate that OpenSSL cannot read: it should have been checked before (`checkClientCertificate`). */
  contextFor(versions: TlsVersions | undefined, needs: OriginNeeds = {}): SecureContext {
    const { clientCertificate: shown } = needs;
    const range = needs.legacy ? legacyRange(versions) : modernRange(versions);
    const key = JSON.stringify([needs.legacy ?? false, range.minVersion, range.maxVersion, shown?.chain, shown?.key, shown?.passphrase]);
    let context = this.#contexts.get(key);
    if (context === undefined) {
      context = this.#create({
        ...(needs.legacy ? legacyTls : {}),
        ...range,
        ...(shown
          ? { cert: shown.chain, key: shown.key, ...(shown.passphrase === undefined ? {} : { passphrase: shown.passphrase }) }
          : {}),
      });
      if (this.#contexts.size >= mostContexts) this.#forgetOldest();
    } else {
      this.#contexts.delete(key);
    }
    this.#contexts.set(key, context);
    return context;
  }

  #create(options: SecureContextOptions): SecureContext {
    const beyond = this.#beyond;
    if (beyond === undefined) return createSecureContext({ ...options, ca: [...this.#roots] });
    const context = createSecureContext(options);
    const native: unknown = context.context;
    // Not in Node's documentation, so it may be gone one day.
    if (!canAdd(native)) return createSecureContext({ ...options, ca: [...this.#roots] });
    for (const root of beyond) native.addCACert(root);
    return context;
  }

  #forgetOldest(): void {
    const oldest = this.#contexts.keys().next().value;
    if (oldest !== undefined) this.#contexts.delete(oldest);
  }
}

function canAdd(native: unknown): native is { addCACert(pem: string): void } {
  return typeof native === 'object' && native !== null && 'addCACert' in native && typeof native.addCACert === 'function';
}

type Range = Pick<SecureContextOptions, 'minVersion' | 'maxVersion'>;

const tls12 = 0x0303;
const tls13 = 0x0304;

function modernRange(versions: TlsVersions | undefined): Range {
  if (versions === undefined) return {};
  if (versions.highest <= tls12) return { maxVersion: 'TLSv1.2' };
  return versions.lowest >= tls13 ? { minVersion: 'TLSv1.3' } : {};
}

const names = new Map<number, SecureVersion>([
  [0x0301, 'TLSv1'],
  [0x0302, 'TLSv1.1'],
  [tls12, 'TLSv1.2'],
  [tls13, 'TLSv1.3'],
]);

/** The device's very own: one that speaks nothing old must not be connected to what does. */
function legacyRange(versions: TlsVersions | undefined): Range {
  const minVersion = names.get(versions?.lowest ?? 0) ?? legacyTls.minVersion;
  const maxVersion = names.get(versions?.highest ?? 0);
  return { minVersion, ...(maxVersion ? { maxVersion } : {}) };
}
