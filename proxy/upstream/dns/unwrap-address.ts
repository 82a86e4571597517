import ipaddr from 'ipaddr.js';

const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/** One spelling for an address; IPv4 wrapped in IPv6 (mapped, or by NAT64, RFC 6052) is IPv4. What is no address comes back as it is. */
export function unwrapAddress(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6) || !parsed.match(nat64)) return parsed.toString();
  return ipaddr.fromByteArray(parsed.toByteArray().slice(12)).toString();
}
