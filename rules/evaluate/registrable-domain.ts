import { createRequire } from 'node:module';
import { normalHost } from '../compile/host-pattern.js';

let load: typeof import('tldts') | undefined;

/**
 * The domain that somebody registered, of a host's name (`example.co.uk` of `a.b.example.co.uk`), by the public suffix list with what companies
 * give away under their own names (`github.io`); nothing for addresses and bare suffixes. The list is read when the first name is asked about.
 */
export function registrableDomain(host: string): string | undefined {
  load ??= createRequire(import.meta.url)('tldts') as typeof import('tldts');
  return load.getDomain(normalHost(host), { allowPrivateDomains: true }) ?? undefined;
}
