import ipaddr from 'ipaddr.js';
import { unwrapAddress } from './unwrap-address.js';

/** The name under which the names of an address stand (RFC 1035, section 3.5; RFC 3596, section 2.5); nothing for what is no address. */
export function pointerName(address: string): string | undefined {
  const plain = unwrapAddress(address);
  if (!ipaddr.isValid(plain)) return undefined;
  const bytes = ipaddr.parse(plain).toByteArray();
  if (bytes.length === 4) return `${bytes.reverse().join('.')}.in-addr.arpa`;
  const nibbles = bytes.flatMap((byte) => [byte >> 4, byte & 15]).map((nibble) => nibble.toString(16));
  return `${nibbles.reverse().join('.')}.ip6.arpa`;
}
