import ipaddr from 'ipaddr.js';

/**
 * What kind of address it is. `public` may stand in any country and is worth looking up; `special` stands in no country that a
 * database could know: private, loopback, link-local, CGNAT, documentation, benchmarks, multicast, reserved, tunnels.
 */
export type AddressClass =
  /** `address` has IPv4-mapped (RFC 4291) and NAT64 (RFC 6052, `64:ff9b::/96`) forms unwrapped to IPv4. */
  | { readonly kind: 'public'; readonly address: string }
  | { readonly kind: 'special'; readonly address: string; readonly range: string }
  | { readonly kind: 'not-an-address' };

const LONGEST = 64;

/** Unwraps an IPv4 address that travels inside IPv6; others are returned as they are. */
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  if (address.kind() === 'ipv4') return address;
  const six = address as ipaddr.IPv6;
  if (six.isIPv4MappedAddress()) return six.toIPv4Address();
  const [a, b, c, d, e, f, high = 0, low = 0] = six.parts;
  if (a !== 0x64 || b !== 0xff9b || c !== 0 || d !== 0 || e !== 0 || f !== 0) return six;
  return new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
}

/** Classifies an IP literal (without brackets; a zone ID is ignored) by the special-purpose registries of IANA (RFC 6890). Never throws. */
export function classifyAddress(text: string): AddressClass {
  const zone = text.indexOf('%');
  const literal = zone === -1 ? text : text.slice(0, zone);
  // ipaddr.js also reads `127.1` and octal octets, which no socket reports.
  const plain = literal.includes(':') ? ipaddr.IPv6.isValid(literal) : ipaddr.IPv4.isValidFourPartDecimal(literal);
  if (literal.length > LONGEST || !plain) return { kind: 'not-an-address' };
  const address = unwrap(ipaddr.parse(literal));
  const range = address.range();
  return range === 'unicast' ? { kind: 'public', address: address.toString() } : { kind: 'special', address: address.toString(), range };
}
