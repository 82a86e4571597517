import { getDomain } from 'tldts';

/** The domain that somebody registered (by the public suffix list, private suffixes such as `github.io` too), or the host itself: an address, one label. */
export function registrableDomain(host: string): string {
  return getDomain(host, { allowPrivateDomains: true, validateHostname: false }) ?? host;
}
