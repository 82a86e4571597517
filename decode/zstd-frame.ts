const magic = 0xfd2fb528;
/** Frames that hold nothing for a reader: 0x184D2A50 to 0x184D2A5F. */
const skippable = 0x184d2a50;
/** Bytes of the dictionary's ID, and of the content's size, by what the frame's header says. */
const idSizes = [0, 1, 2, 4] as const;
const contentSizes = [0, 2, 4, 8] as const;

/**
 * The length of the zstd frame that bytes begin with, in bytes (RFC 8878, sections 3.1.1 and 3.1.2), without decoding it; nothing where there is
 * none, or it is cut off. What a block says of itself is taken as it is.
 */
export function zstdFrameLength(bytes: Buffer): number | undefined {
  if (bytes.length < 8) return undefined;
  const first = bytes.readUInt32LE(0);
  if ((first & 0xfffffff0) >>> 0 === skippable) return within(8 + bytes.readUInt32LE(4), bytes);
  if (first !== magic) return undefined;
  const descriptor = bytes[4]!;
  const single = (descriptor & 32) !== 0;
  const contentSize = contentSizes[(descriptor >> 6) as 0 | 1 | 2 | 3];
  let at = 5 + (single ? 0 : 1) + idSizes[(descriptor & 3) as 0 | 1 | 2 | 3] + (single && contentSize === 0 ? 1 : contentSize);
  for (let last = false; !last; ) {
    if (bytes.length < at + 3) return undefined;
    const header = bytes.readUIntLE(at, 3);
    last = (header & 1) === 1;
    const kind = (header >> 1) & 3;
    // Reserved: no such frame.
    if (kind === 3) return undefined;
    // A byte that is repeated stands there once.
    at += 3 + (kind === 1 ? 1 : header >> 3);
  }
  return within(at + ((descriptor & 4) === 0 ? 0 : 4), bytes);
}

function within(length: number, bytes: Buffer): number | undefined {
  return length <= bytes.length ? length : undefined;
}
