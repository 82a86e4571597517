import { canonicalAddress } from './canonical-address.js';

/** The IP literal of four or sixteen bytes in network order. IPv4 addresses mapped into IPv6 come out as the IPv4 addresses they are. */
export function addressLiteral(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups: string[] = [];
  for (let at = 0; at < 16; at += 2) groups.push(bytes.readUInt16BE(at).toString(16));
  return canonicalAddress(groups.join(':'));
}
