import { createRequire } from 'node:module';

let load: typeof import('tldts') | undefined;

/**
 * Whether a domain is a suffix under which anybody may register names (`com`, `co.uk`), by the public suffix list; suffixes that belong to
 * companies (`github.io`) are none. The list is read (some 12 ms) when the first domain is asked about.
 */
export function isPublicSuffix(domain: string): boolean {
  load ??= createRequire(import.meta.url)('tldts') as typeof import('tldts');
  const { publicSuffix, isIcann } = load.parse(domain, { allowPrivateDomains: false });
  return isIcann === true && publicSuffix === domain;
}
