import { addressEnd } from './read-address.js';

/** Where in a datagram its address starts, behind RSV and FRAG. */
export const datagramAddressStart = 3;
const fragmentAt = 2;

/** Where the payload of a datagram from a client starts (RFC 1928, section 7); -1 when its header is none. A payload may be empty. */
export function datagramPayloadStart(datagram: Buffer): number {
  if (datagram.length <= datagramAddressStart || datagram[0] !== 0 || datagram[1] !== 0) return -1;
  const end = addressEnd(datagram, datagramAddressStart);
  return end === undefined || end > datagram.length ? -1 : end;
}

/** Whether a datagram is a fragment of a longer one: FRAG is not zero. */
export function isFragment(datagram: Buffer): boolean {
  return datagram[fragmentAt] !== 0;
}
