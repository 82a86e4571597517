/** RFC 8489, section 5. */
export const stunMagicCookie = 0x2112a442;
export const stunHeaderLength = 20;

/**
 * Whether a datagram is one STUN or TURN message (RFC 8489, section 5): two zero bits, a length that is right and a multiple of four, the
 * magic cookie. Not: messages of RFC 3489, which have no cookie.
 */
export function isStunMessage(bytes: Buffer): boolean {
  return (
    bytes.length >= stunHeaderLength &&
    (bytes[0]! & 0xc0) === 0 &&
    (bytes[3]! & 3) === 0 &&
    bytes.readUInt32BE(4) === stunMagicCookie &&
    bytes.readUInt16BE(2) === bytes.length - stunHeaderLength
  );
}
