import { readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const block = /-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[^-]+-----END (?:X509 |TRUSTED )?CERTIFICATE-----/g;
/** What makes Node trust other roots by itself than those it ships. */
const otherStores = /--use[-_](?:openssl|system)[-_]ca\b/;

export interface NodeRoots {
  /** Those that Node ships. */
  readonly shipped: readonly string[];
  /** Those that it trusts now; undefined where it does not tell (before 22.15). */
  readonly trusted: readonly string[] | undefined;
}

/**
 * Which of these roots (PEM, one certificate each) Node does not trust by itself, where it goes by those it ships; nothing where they lack one that it does
 * trust, so that its own store must not be used. Its store is read once and shared; given one by one, the hundred and more roots take 50 ms a context, and 2 MiB.
 */
export function beyondDefaultRoots(
  roots: readonly string[],
  { shipped, trusted }: NodeRoots,
  env: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] | undefined {
  if (otherStores.test([...process.execArgv, env['NODE_OPTIONS'] ?? ''].join(' '))) return undefined;
  // A thread does not see what its process was started with.
  if (!isMainThread || (env['NODE_USE_SYSTEM_CA'] ?? '') !== '' || isBuiltForSystemStore()) return undefined;
  const given = new Set(roots);
  if (!shipped.every((root) => given.has(root))) return undefined;
  const extra = extraRoots(env['NODE_EXTRA_CA_CERTS']);
  if (extra === undefined) return undefined;
  const bodies = new Set(extra.length > 0 || trusted !== undefined ? roots.map(bodyOf) : []);
  if (!extra.every((root) => bodies.has(bodyOf(root)))) return undefined;
  if (trusted !== undefined) {
    const now = new Set(trusted.map(bodyOf));
    if (![...now].every((body) => bodies.has(body)) || !shipped.every((root) => now.has(bodyOf(root)))) return undefined;
  }
  const known = new Set(shipped);
  return roots.filter((root) => !known.has(root));
}

/** Distributions may build Node so that it trusts what the system does. */
function isBuiltForSystemStore(): boolean {
  const { target_defaults, variables } = process.config;
  const { defines } = target_defaults as { readonly defines?: readonly string[] };
  const { openssl_system_ca_path: file } = variables as { readonly openssl_system_ca_path?: string };
  return defines?.includes('NODE_OPENSSL_CERT_STORE') === true || (file ?? '') !== '';
}

/** Node read them when it started, or warned that it could not: then there is nothing to know. */
function extraRoots(file: string | undefined): readonly string[] | undefined {
  if (file === undefined || file === '') return [];
  try {
    return readFileSync(file, 'latin1').match(block) ?? [];
  } catch {
    return undefined;
  }
}

function bodyOf(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, '');
}
