const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Writes base32 with padding (RFC 4648, section 6), bit by bit: slow, and unlike what reads it. */
export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = bits.match(/.{1,5}/g)?.map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]) ?? [];
  return digits.join('').padEnd(Math.ceil(digits.length / 8) * 8, '=');
}
