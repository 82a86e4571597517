/** Bytes of the shortest DNS message with a question in it. */
const shortestDns = 17;

/** Whether bytes may be a DNS message with one question (RFC 1035, section 4.1), in which names stand label by label. Chance hardly ever makes one. */
export function looksLikeDns(bytes: Uint8Array, end: number): boolean {
  if (end < shortestDns || bytes[5] !== 1 || bytes[4] !== 0 || (bytes[2]! & 0x78) !== 0 || (bytes[3]! & 0x40) !== 0) return false;
  let at = 12;
  for (let length = bytes[at]!; length !== 0; length = bytes[at]!) {
    at += length + 1;
    if (length > 63 || at + 5 > end) return false;
  }
  // A type, and a class, whose high byte is zero (but for a bit of multicast DNS).
  return (bytes[at + 1]! | bytes[at + 2]!) !== 0 && (bytes[at + 3]! & 0x7f) === 0;
}
