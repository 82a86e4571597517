import ipaddr from 'ipaddr.js';

/** How an IPv4 address travels inside IPv6: mapped (RFC 4291, section 2.5.5.2), or NAT64 with the well-known prefix (RFC 6052, section 2.1). */
export type Wrapping = 'ipv4-mapped' | 'nat64';

/** The IPv4 address that an IPv6 one only wraps, or nothing. Not 6to4 or Teredo, where it is the end of a tunnel. */
export function wrappedIpv4({ parts }: ipaddr.IPv6): { readonly address: ipaddr.IPv4; readonly via: Wrapping } | undefined {
  const [a, b, c, d, e, f, high = 0, low = 0] = parts;
  if (c !== 0 || d !== 0 || e !== 0) return undefined;
  const via = a === 0 && b === 0 && f === 0xffff ? 'ipv4-mapped' : a === 0x64 && b === 0xff9b && f === 0 ? 'nat64' : undefined;
  return via === undefined ? undefined : { address: new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]), via };
}
