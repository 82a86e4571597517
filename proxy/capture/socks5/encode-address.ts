import { isIP } from 'node:net';
import { canonicalAddress } from './canonical-address.js';
import { addressTypes } from './read-address.js';

/** Writes an IP literal and a port as SOCKS5 has it: ATYP, address, port (RFC 1928, section 5). What is no IP literal becomes 0.0.0.0. */
export function encodeAddress(address: string, port: number): Buffer {
  const literal = canonicalAddress(address);
  const tail = [port >> 8, port & 0xff];
  switch (isIP(literal)) {
    case 4:
      return Buffer.from([addressTypes.ipv4, ...literal.split('.').map(Number), ...tail]);
    case 6:
      return Buffer.from([addressTypes.ipv6, ...groupsOf(literal).flatMap((group) => [group >> 8, group & 0xff]), ...tail]);
    default:
      return Buffer.from([addressTypes.ipv4, 0, 0, 0, 0, ...tail]);
  }
}

/** The eight groups of an IPv6 literal (RFC 4291, section 2.2). */
function groupsOf(literal: string): number[] {
  const [head = '', tail] = literal.split('::');
  const left = readGroups(head);
  if (tail === undefined) return left;
  const right = readGroups(tail);
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}

function readGroups(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
