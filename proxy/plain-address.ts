/** IPv4-mapped IPv6 addresses (`::ffff:192.0.2.1`) as the IPv4 address they are, and no zone behind link-local ones (`fe80::1%eth0`). */
export function plainAddress(address: string): string {
  const zone = address.indexOf('%');
  const bare = zone < 0 ? address : address.slice(0, zone);
  return bare.startsWith('::ffff:') && bare.includes('.') ? bare.slice(7) : bare;
}
