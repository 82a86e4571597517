import type { Direction } from '../../../model/index.js';

/**
 * Whether a datagram is a plain NTP or SNTP message of a client or its server (RFC 5905, section 7.3): 48 bytes, version 3 or 4, and
 * fields within what they may be. Not: messages with extension fields, control messages, other modes.
 */
export function isNtpMessage(direction: Direction, bytes: Buffer): boolean {
  if (bytes.length !== 48) return false;
  const version = (bytes[0]! >> 3) & 7;
  const mode = bytes[0]! & 7;
  const poll = bytes.readInt8(2);
  const precision = bytes.readInt8(3);
  return (
    (version === 3 || version === 4) &&
    mode === (direction === 'client-to-server' ? 3 : 4) &&
    bytes[1]! <= 16 &&
    poll >= 0 &&
    poll <= 17 &&
    precision >= -32 &&
    precision <= 32
  );
}
