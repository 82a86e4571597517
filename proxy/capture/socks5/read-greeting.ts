/** What a prefix of a conversation says: more bytes are needed, it is no such message, or what it is and where it ends. */
export type Reading<T> =
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'read'; readonly value: T; readonly end: number };

/** Reads the version and method selection message (RFC 1928, section 3): the methods offered, of which there may be none. */
export function readGreeting(bytes: Buffer): Reading<Buffer> {
  if (bytes.length === 0) return { kind: 'incomplete' };
  if (bytes[0] !== 0x05) return { kind: 'malformed' };
  const end = 2 + (bytes[1] ?? 0);
  if (bytes.length < Math.max(2, end)) return { kind: 'incomplete' };
  return { kind: 'read', value: bytes.subarray(2, end), end };
}
