import type { Certificate, DetailedPeerCertificate, PeerCertificate } from 'node:tls';
import type { ChainLink } from '../../model/index.js';

/** Links kept of a chain. Real ones have two to four; OpenSSL takes ten. */
const mostLinks = 10;

/**
 * The chain of an origin's certificate, leaf first, from what Node read. Node puts it in order by issuer, and adds the root from the trust
 * store where the origin left it out. At most ten links. Keeps nothing of `peer`, which takes 5 KiB a certificate.
 */
export function chainOf(peer: PeerCertificate): readonly ChainLink[] {
  const links: ChainLink[] = [];
  const seen = new Set<object>();
  let next: PeerCertificate | undefined = peer;
  // A root is its own issuer. An origin without a certificate is shown as an empty object.
  while (next?.fingerprint256 !== undefined && !seen.has(next) && links.length < mostLinks) {
    seen.add(next);
    links.push({ subject: certificateName(next.subject), issuer: certificateName(next.issuer), fingerprint256: fingerprintOf(next) });
    next = (next as Partial<DetailedPeerCertificate>).issuerCertificate;
  }
  return links;
}

/** Chains remembered, a few hundred bytes each. */
const mostRemembered = 1_000;
const remembered = new Map<string, readonly ChainLink[]>();

/** The chain behind a leaf, by its SHA-256, from memory or read now: reading takes Node half a millisecond. */
export function rememberedChain(fingerprint256: string, read: () => readonly ChainLink[]): readonly ChainLink[] {
  let chain = remembered.get(fingerprint256);
  if (chain === undefined) {
    chain = read();
    const oldest = remembered.size >= mostRemembered ? remembered.keys().next().value : undefined;
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(fingerprint256, chain);
  }
  return chain;
}

/** How a subject or issuer is called for people: its common name, else its organisation. */
export function certificateName(name: Certificate | undefined): string {
  return String(name?.CN ?? name?.O ?? '');
}

/** SHA-256 of the DER, lower-case hex. */
export function fingerprintOf(peer: PeerCertificate): string {
  return (peer.fingerprint256 ?? '').replaceAll(':', '').toLowerCase();
}
