import { domainToASCII } from 'node:url';
import ipaddr from 'ipaddr.js';
import { wrappedIpv4 } from '../regions/wrapped-ipv4.js';

/** A host as written in a ruleset, recognised. `text` is its normal form: lower case, IDNA ASCII, no final dot (but on a single label). */
export type HostPattern =
  | { readonly kind: 'name' | 'below' | 'address' | 'cidr' | 'list'; readonly text: string }
  | { readonly kind: 'invalid'; readonly reason: string };

const hostName = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*$/;
const listName = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** True for an IPv4 address in four parts or an IPv6 address, without brackets. */
export function isAddress(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

/** The network of an address or CIDR in one spelling (`10.20.1.9/16` is `10.20.0.0/16`, `::ffff:10.0.0.0/104` and `64:ff9b::10.0.0.0/104` are `10.0.0.0/8`), or nothing when it is neither. */
export function canonicalCidr(text: string): string | undefined {
  const [written = '', prefix, more] = text.split('/');
  if (!isAddress(written) || written.includes('%') || more !== undefined || (prefix !== undefined && !/^[0-9]{1,3}$/.test(prefix)))
    return undefined;
  const parsed = ipaddr.parse(written);
  let bits = Number(prefix ?? (parsed.kind() === 'ipv4' ? 32 : 128));
  let address = parsed;
  // Wrapped IPv4 addresses are located as IPv4: a wrapped network would never hold any.
  if (parsed instanceof ipaddr.IPv6 && bits >= 96 && bits <= 128) {
    const inner = wrappedIpv4(parsed);
    if (inner !== undefined) {
      address = inner.address;
      bits -= 96;
    }
  }
  const cidr = `${address.toNormalizedString()}/${bits}`;
  if (!ipaddr.isValidCIDR(cidr)) return undefined;
  const network = address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${network.toNormalizedString()}/${bits}`;
}

/**
 * Whether a network of IPv6 holds every wrapped IPv4 address of a kind (`64:ff9b::/96`, `::ffff:0:0/96`, or one around them): for places, a wrapped
 * address is the IPv4 address in it, so that it would stand for all of IPv4, or for none. Not `::/0` and the like, which mean IPv6.
 */
export function holdsAllWrapped(text: string): boolean {
  const [written = '', prefix = ''] = text.split('/');
  const bits = Number(prefix);
  if (!ipaddr.IPv6.isValid(written) || prefix === '' || !(bits >= widestWrapping && bits <= 96)) return false;
  const network = ipaddr.IPv6.parse(written);
  return ['64:ff9b::', '::ffff:0:0'].some((start) => ipaddr.IPv6.parse(start).match(network, bits));
}

/** What to say of such a network. */
export function describeAllWrapped(text: string): string {
  return `\`${text}\` would stand for every IPv4 address, since a wrapped one is placed as the address in it: leave it out, or write 0.0.0.0/0 if that is meant`;
}

/** Bits of the widest network that is taken to be meant for wrapped addresses. */
const widestWrapping = 16;

/**
 * Recognises `a.example`, `*.a.example`, an IP address, a CIDR, or the name of a list. A name without a dot is a list's, but for
 * `localhost`; a host of one label is written with a final dot (`backend.`).
 */
export function hostPattern(written: string): HostPattern {
  const invalid = (reason: string): HostPattern => ({ kind: 'invalid', reason });
  const name = `\`${written}\``;
  if (written.includes('://')) return invalid(`${name} is a URL; write its host alone`);
  if (isAddress(written)) return { kind: 'address', text: written };
  if (written.includes('/')) {
    return canonicalCidr(written)
      ? { kind: 'cidr', text: written }
      : invalid(`${name} is not an address with a prefix length, such as 10.20.0.0/16`);
  }
  if (/^\[.*\]$/.test(written)) return invalid(`${name}: write the address without brackets`);
  if (/:[0-9]*$/.test(written)) return invalid(`${name}: write the host without a port`);
  const below = written.startsWith('*.');
  const rest = below ? written.slice(2) : written;
  if (rest.includes('*')) return invalid(`${name}: a \`*\` stands only in front, as in \`*.a.example\``);
  if (!below && rest !== 'localhost' && listName.test(rest)) return { kind: 'list', text: rest };
  const ascii = domainToASCII(rest.replace(/\.$/, '')).toLowerCase();
  if (!hostName.test(ascii)) return invalid(`${name} is not a host name`);
  if (/(?:^|\.)[0-9]+$/.test(ascii)) return invalid(`${name} is not an IP address`);
  // The dot stays on a single label: without it, the text would be the name of a list.
  const single = !below && ascii !== 'localhost' && !ascii.includes('.');
  return { kind: below ? 'below' : 'name', text: single ? `${ascii}.` : ascii };
}
