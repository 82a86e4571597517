/**
 * Whether a datagram can be TURN ChannelData (RFC 8656, section 12.4): a channel number from 0x4000 to 0x4fff and a length that is right, with
 * up to three bytes of padding. A weak mark by itself.
 */
export function isChannelData(bytes: Buffer): boolean {
  if (bytes.length < 4 || (bytes[0]! & 0xf0) !== 0x40) return false;
  const rest = bytes.length - 4 - bytes.readUInt16BE(2);
  return rest >= 0 && rest <= 3 && (rest === 0 || bytes.length % 4 === 0);
}
