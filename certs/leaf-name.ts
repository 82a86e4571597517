import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';

/** A name from the network, made fit for a certificate. `key` is the same for two spellings of one name. */
export type LeafName =
  | { readonly kind: 'dns'; readonly key: string; readonly name: string }
  | { readonly kind: 'ip'; readonly key: string; readonly address: Uint8Array }
  | { readonly kind: 'unnameable'; readonly key: string; readonly name: string };

const longestName = 253;
const longestLabel = 63;
const longestAddress = 64;

/**
 * Reads a host name, IP literal (IPv6 with or without brackets or zone) or anything else a client may send. Lower case, without a
 * trailing dot; names in other scripts as A-labels (RFC 5890). Underscores and hyphens at the ends of labels pass, since real hosts
 * have them. What no dNSName can say (empty, too long, blanks, NUL, wildcards …) becomes a name under `.invalid` (RFC 6761)
 * made from its hash: the client still gets a certificate, the handshake ends in the client's own judgement, and no
 * certificate is ever good for more than the one host it was asked for. Never throws.
 */
export function leafName(given: string): LeafName {
  if (given.length > 4 * longestName) return unnameable(given);
  const name = given.endsWith('.') ? given.slice(0, -1) : given;
  const ascii = isAscii(name) ? name.toLowerCase() : domainToASCII(name).toLowerCase();
  return ipLiteral(ascii) ?? dnsName(ascii) ?? unnameable(given);
}

function ipLiteral(text: string): LeafName | undefined {
  if (text.length > longestAddress) return undefined;
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ip(ipaddr.IPv4.parse(text));
  const bare = (text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text).split('%', 1)[0] ?? '';
  return bare.includes(':') && ipaddr.IPv6.isValid(bare) ? ip(ipaddr.IPv6.parse(bare)) : undefined;
}

function ip(address: ipaddr.IPv4 | ipaddr.IPv6): LeafName {
  return { kind: 'ip', key: address.toString(), address: Uint8Array.from(address.toByteArray()) };
}

function dnsName(text: string): LeafName | undefined {
  if (text.length === 0 || text.length > longestName || !/^[a-z0-9_.-]+$/.test(text)) return undefined;
  if (text.split('.').some((label) => label.length === 0 || label.length > longestLabel)) return undefined;
  return { kind: 'dns', key: text, name: text };
}

function unnameable(given: string): LeafName {
  const name = `${createHash('sha256').update(given, 'utf8').digest('hex').slice(0, 32)}.unnameable.invalid`;
  return { kind: 'unnameable', key: name, name };
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}
