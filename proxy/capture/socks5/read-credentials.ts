import type { Reading } from './read-greeting.js';

/** A user name and password as sent: bytes, of no said encoding. */
export interface SocksCredentials {
  readonly username: Buffer;
  readonly password: Buffer;
}

/** Reads a username/password request (RFC 1929, section 2). Empty ones, which the RFC has not, are read: clients send them. */
export function readCredentials(bytes: Buffer): Reading<SocksCredentials> {
  if (bytes.length === 0) return { kind: 'incomplete' };
  if (bytes[0] !== 0x01) return { kind: 'malformed' };
  const nameEnd = 2 + (bytes[1] ?? 0);
  const end = nameEnd + 1 + (bytes[nameEnd] ?? 0);
  if (bytes.length < 2 || bytes.length <= nameEnd || bytes.length < end) return { kind: 'incomplete' };
  return { kind: 'read', value: { username: bytes.subarray(2, nameEnd), password: bytes.subarray(nameEnd + 1, end) }, end };
}
