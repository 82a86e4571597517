import { endianness } from 'node:os';
import { kind, kinds } from './byte-kinds.js';

/** Bytes below which four at a time do not pay. */
const leastForWords = 256;
const wordsAtOnce = 4;
const inWords = endianness() === 'LE';
const asked = kind.control | kind.high;

/** Whether there are control characters (but breaks) or bytes beyond ASCII: `kind.control` and `kind.high`, or neither, or both. */
export function kindsIn(bytes: Uint8Array, end: number): number {
  if (end < leastForWords || !inWords) return kindsBetween(bytes, 0, end);
  const head = -bytes.byteOffset & 3;
  const count = (end - head) >> 2;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + head, count);
  let seen = kindsBetween(bytes, 0, head) | kindsBetween(bytes, head + 4 * count, end);
  const whole = count - (count % wordsAtOnce);
  for (let index = 0; index < whole; index += wordsAtOnce) {
    const marked = suspects(words[index]!) | suspects(words[index + 1]!) | suspects(words[index + 2]!) | suspects(words[index + 3]!);
    if ((marked & 0x80808080) !== 0) seen |= kindsBetween(bytes, head + 4 * index, head + 4 * (index + wordsAtOnce));
  }
  return seen | kindsBetween(bytes, head + 4 * whole, head + 4 * count);
}

/** The top bit of a byte comes out set when it is below a space, DEL, or beyond ASCII; a carry may set it for others, which are then looked at. */
function suspects(word: number): number {
  return (word - 0x20202020) | (word + 0x01010101) | word;
}

function kindsBetween(bytes: Uint8Array, start: number, end: number): number {
  let seen = 0;
  for (let index = start; index < end; index += 1) seen |= kinds[bytes[index]!]!;
  return seen & asked;
}
