/** What starts like compressed data: zlib's, which a few bytes tell from chance, or another kind, which its mark alone tells. */
export type CompressedMark = 'zlib' | 'other';

/** Bytes with which compressed data may start. */
const leads = new Uint8Array(256);
for (const byte of [0x1f, 0x28, 0x50]) leads[byte] = 1;
// RFC 1950: method 8 with a window of 256 bytes to 32 KiB.
for (let byte = 0x08; byte <= 0x78; byte += 16) leads[byte] = 1;

/** The next place from `from` on at which gzip, zlib, zstd or zip data may start; -1 when there is none before `end`. */
export function findCompressed(bytes: Uint8Array, from: number, end: number): number {
  for (let index = from; index + 4 <= end; index += 1) {
    if (leads[bytes[index]!] === 1 && compressedMark(bytes, index) !== undefined) return index;
  }
  return -1;
}

/** What starts at a place, by its first four bytes. */
export function compressedMark(bytes: Uint8Array, at: number): CompressedMark | undefined {
  const first = bytes[at]!;
  const second = bytes[at + 1]!;
  const third = bytes[at + 2]!;
  const fourth = bytes[at + 3]!;
  // RFC 1952: method 8, and no reserved flag.
  if (first === 0x1f) return second === 0x8b && third === 8 && (fourth & 0xe0) === 0 ? 'other' : undefined;
  if (first === 0x28 && second === 0xb5) return third === 0x2f && fourth === 0xfd ? 'other' : undefined;
  if (first === 0x50) return second === 0x4b && third === 3 && fourth === 4 ? 'other' : undefined;
  // RFC 1950: the check fits, and no dictionary is needed.
  return (first & 0x8f) === 8 && (second & 0x20) === 0 && ((first << 8) | second) % 31 === 0 ? 'zlib' : undefined;
}
