/** Bits of the flags of a member's header. */
const [headerCheck, extra, name, comment, reserved] = [2, 4, 8, 16, 0xe0];

/** The length of a gzip member's header (RFC 1952, section 2.3), in bytes; nothing where there is none, or it is cut off. */
export function gzipHeaderLength(bytes: Buffer): number | undefined {
  if (bytes.length < 10 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return undefined;
  const flags = bytes[3]!;
  if ((flags & reserved) !== 0) return undefined;
  let at = 10;
  if ((flags & extra) !== 0) {
    if (bytes.length < at + 2) return undefined;
    at += 2 + bytes.readUInt16LE(at);
  }
  for (const flag of [name, comment]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end === -1) return undefined;
    at = end + 1;
  }
  if ((flags & headerCheck) !== 0) at += 2;
  return at <= bytes.length ? at : undefined;
}
