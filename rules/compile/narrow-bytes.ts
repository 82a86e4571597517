/**
 * Bytes that were escaped one by one, as characters, come out in UTF-8: as bytes again, into `output` (as long as the input). -1 where a character is
 * none of the first 256, so that this was a text, or where none is beyond ASCII and nothing changes.
 */
export function narrowBytes(bytes: Uint8Array, end: number, output: Uint8Array): number {
  let length = 0;
  for (let index = 0; index < end; index += 1) {
    const byte = bytes[index]!;
    if (byte < 0x80) {
      output[length++] = byte;
      continue;
    }
    const next = index + 1 < end ? bytes[index + 1]! : 0;
    if ((byte !== 0xc2 && byte !== 0xc3) || (next & 0xc0) !== 0x80) return -1;
    output[length++] = ((byte & 3) << 6) | (next & 63);
    index += 1;
  }
  return length < end ? length : -1;
}

/** The same of each character by itself: other bytes are kept as they are. What was no text of such characters becomes one of no meaning. */
export function narrowPairs(bytes: Uint8Array, end: number, output: Uint8Array): number {
  let length = 0;
  for (let index = 0; index < end; index += 1) {
    const byte = bytes[index]!;
    const next = index + 1 < end ? bytes[index + 1]! : 0;
    if ((byte === 0xc2 || byte === 0xc3) && (next & 0xc0) === 0x80) {
      output[length++] = ((byte & 3) << 6) | (next & 63);
      index += 1;
    } else output[length++] = byte;
  }
  return length;
}
