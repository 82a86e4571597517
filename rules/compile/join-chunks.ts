/** What a text or byte string of indefinite length begins with (RFC 8949, section 3.2.3), and the chunks in it. */
const textString = 0x7f;
const byteString = 0x5f;
const stop = 0xff;

/**
 * Strings that CBOR sends in chunks, put together in `output`, each followed by a zero: with a head between its parts no literal shows. The number of
 * bytes written. `output` is as long as the input.
 */
export function joinChunks(bytes: Uint8Array, end: number, output: Uint8Array): number {
  let length = 0;
  for (let index = 0; index + 3 < end; index += 1) {
    const first = bytes[index]!;
    if (first !== textString && first !== byteString) continue;
    const joined = joinString(bytes, index + 1, end, first - 0x1f, output, length);
    if (joined < 0) continue;
    length = joined;
    output[length++] = 0;
  }
  return length;
}

/** The new length of the output; -1 when no such string stands there. `major`: what its chunks' heads begin with. */
function joinString(bytes: Uint8Array, from: number, end: number, major: number, output: Uint8Array, length: number): number {
  let written = length;
  for (let at = from; at < end; ) {
    const head = bytes[at]!;
    if (head === stop) return written > length ? written : -1;
    const size = head - major;
    if (size < 0 || size > 26) return -1;
    const wide = size < 24 ? 0 : 1 << (size - 24);
    let count = wide === 0 ? size : 0;
    for (let index = 1; index <= wide; index += 1) count = count * 256 + (bytes[at + index] ?? 0);
    at += 1 + wide;
    if (at + count > end) return -1;
    for (let index = 0; index < count; index += 1) output[written++] = bytes[at + index]!;
    at += count;
  }
  return -1;
}
