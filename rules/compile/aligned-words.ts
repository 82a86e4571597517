import { endianness } from 'node:os';

/** Bytes as words of 32 bits, little-endian. */
export interface AlignedWords {
  readonly words: Int32Array;
  /** Where among the bytes the first word begins. */
  readonly from: number;
}

const littleEndian = endianness() === 'LE';
/** For fewer bytes the view costs more than its loads save. */
const leastBytes = 1024;

/**
 * The words of memory between two positions, up to three bytes behind the first: a scan that looks at every fourth byte or fewer loads each at once
 * instead of byte by byte. Nothing where it does not pay, or where a word's bytes lie the other way round.
 */
export function alignedWords(bytes: Uint8Array, start: number, end: number): AlignedWords | undefined {
  if (!littleEndian || end - start < leastBytes) return undefined;
  const from = start + (-(bytes.byteOffset + start) & 3);
  return { words: new Int32Array(bytes.buffer, bytes.byteOffset + from, (end - from) >> 2), from };
}
