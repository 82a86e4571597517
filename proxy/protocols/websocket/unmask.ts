const sliceSize = 64 * 1024;
/** Where payload is unmasked, for all connections. */
const scratch = Buffer.allocUnsafeSlow(sliceSize);
const words = new Int32Array(scratch.buffer, scratch.byteOffset, sliceSize / 4);
/** Payload from which whole words are worth a copy. */
const worthWords = 64;

/** The longest piece that can be unmasked at once, in bytes. */
export const longestUnmasked = sliceSize;

/**
 * Undoes the masking of `source[from, to)` (RFC 6455, section 5.3), at most {@link longestUnmasked} bytes. `phase`: how many bytes of the
 * frame's payload came before. What it returns is valid until the next call.
 */
export function unmask(source: Buffer, from: number, to: number, key: Uint8Array, phase: number): Buffer {
  const size = to - from;
  const k0 = key[phase & 3]!;
  const k1 = key[(phase + 1) & 3]!;
  const k2 = key[(phase + 2) & 3]!;
  const k3 = key[(phase + 3) & 3]!;
  if (size >= worthWords) {
    source.copy(scratch, 0, from, to);
    const word = wordOf(k0, k1, k2, k3);
    for (let index = 0, end = (size + 3) >> 2; index < end; index += 1) words[index]! ^= word;
    return scratch.subarray(0, size);
  }
  let at = from;
  let out = 0;
  for (const whole = to - 3; at < whole; at += 4, out += 4) {
    scratch[out] = source[at]! ^ k0;
    scratch[out + 1] = source[at + 1]! ^ k1;
    scratch[out + 2] = source[at + 2]! ^ k2;
    scratch[out + 3] = source[at + 3]! ^ k3;
  }
  if (at < to) scratch[out] = source[at]! ^ k0;
  if (at + 1 < to) scratch[out + 1] = source[at + 1]! ^ k1;
  if (at + 2 < to) scratch[out + 2] = source[at + 2]! ^ k2;
  return scratch.subarray(0, size);
}

const quartet = new Uint8Array(4);
const single = new Int32Array(quartet.buffer);

/** Four bytes as the machine orders them in a word. */
function wordOf(k0: number, k1: number, k2: number, k3: number): number {
  quartet[0] = k0;
  quartet[1] = k1;
  quartet[2] = k2;
  quartet[3] = k3;
  return single[0]!;
}
