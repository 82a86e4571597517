/** Shorter streams hold less than any value. */
const shortest = 8;
/** How much the first block of a short stream may expand: more is chance. */
const mostRatio = 128;
/** Streams longer than this may start with a block of any length. */
const short = 64 * 1024;

/**
 * Whether bytes may be a bare brotli stream, by the header and the length of the first block (RFC 7932, sections 9.1 and 9.2), which must fit the
 * number of bytes: of random ones about one in a hundred passes. Brotli has no mark. Not for streams that start with an uncompressed block, whose
 * bytes stand there as they are. What sniffs it when decoding and the search over undecoded bytes must agree, hence here.
 */
export function mayBeBrotli(bytes: Uint8Array, size = bytes.length): boolean {
  if (size < shortest) return false;
  let at = 0;
  const take = (count: number): number => {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, at += 1) value |= ((bytes[at >> 3]! >> (at & 7)) & 1) << bit;
    return value;
  };
  // A window of 10 to 24 bits; the pattern of an old large-window extension is none.
  if (take(1) === 1 && take(3) === 0 && take(3) === 1) return false;
  const last = take(1) === 1;
  if (last && take(1) === 1) return false;
  const nibbles = take(2) + 4;
  if (nibbles === 7) return false;
  const length = take(4 * nibbles) + 1;
  // The highest nibble must not be zero, or fewer would have done.
  if (nibbles > 4 && length <= 2 ** (4 * (nibbles - 1))) return false;
  if (!last && take(1) === 1) return false;
  return length >= 4 && 2 * length >= Math.min(size, short) && (size > short || length <= size * mostRatio);
}
