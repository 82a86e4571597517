import { isIP, SocketAddress } from 'node:net';
import { plainAddress } from '../../plain-address.js';

/** An IP literal as the system writes it in what arrives, so that the two can be compared; IPv4-mapped IPv6 as IPv4. No zones. */
export function canonicalAddress(literal: string): string {
  const plain = plainAddress(literal);
  return isIP(plain) === 6 ? plainAddress(new SocketAddress({ address: plain, family: 'ipv6' }).address) : plain;
}
