/**
 * A variable-length integer (RFC 9000, section 16) at `at`; -1 when it does not stand there whole. Values above 2^53 are rounded, and so stay
 * larger than any length we could take. How long it is: {@link varintLength}.
 */
export function readVarint(bytes: Buffer, at: number): number {
  if (at >= bytes.length) return -1;
  const first = bytes[at]!;
  const length = varintLength(first);
  if (at + length > bytes.length) return -1;
  let value = first & 0x3f;
  for (let index = 1; index < length; index += 1) value = value * 256 + bytes[at + index]!;
  return value;
}

/** Bytes of a variable-length integer, by its first byte. */
export function varintLength(first: number): number {
  return 1 << (first >> 6);
}
