import type { Test } from './in-stretches.js';
import type { Literal } from './literal-scanner.js';

/** Bytes up to which one look at every position costs less than the scanners' looks at some. */
export const mostShort = 64;
/** Bytes of the shortest literal that it tells from others. */
const least = 3;
const most = 4;
/** Bits for each literal, so that chance lets one position in 256 pass; and of all, so that they stay in a near cache. */
const bitsForEach = 256;
const fewestBits = 13;
const mostBits = 20;
/** Turns an upper-case letter into its lower case, in each byte. */
const fold = 0x20202020;

/**
 * Rules out, over a few bytes, that any of the literals stands in them: false is a proof, true is a maybe. By the first four bytes of each, or three where it has no
 * more, without case. Of a shorter one it knows nothing, and then rules out nothing.
 */
export function createShortFilter(literals: readonly Literal[]): Test {
  const bits = Math.min(mostBits, Math.max(fewestBits, Math.ceil(Math.log2(literals.length * bitsForEach + 1))));
  const shift = 32 - bits;
  const fours = new Uint8Array(1 << (bits - 3));
  const threes = new Uint8Array(1 << (bits - 3));
  let anyThree = false;
  for (const { bytes } of literals) {
    if (bytes.length < least) return () => true;
    const filter = bytes.length < most ? threes : fours;
    const hash = Math.imul((bytes.length < most ? threeAt(bytes, 0) : fourAt(bytes, 0)) | fold, 0x9e3779b1) >>> shift;
    filter[hash >>> 3]! |= 1 << (hash & 7);
    anyThree ||= bytes.length < most;
  }
  return (bytes, start, end) => {
    for (let at = start; at + most <= end; at += 1) {
      const hash = Math.imul(fourAt(bytes, at) | fold, 0x9e3779b1) >>> shift;
      if ((fours[hash >>> 3]! & (1 << (hash & 7))) !== 0) return true;
    }
    if (!anyThree) return false;
    for (let at = start; at + least <= end; at += 1) {
      const hash = Math.imul(threeAt(bytes, at) | fold, 0x9e3779b1) >>> shift;
      if ((threes[hash >>> 3]! & (1 << (hash & 7))) !== 0) return true;
    }
    return false;
  };
}

function threeAt(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
}

function fourAt(bytes: Uint8Array, at: number): number {
  return threeAt(bytes, at) | (bytes[at + 3]! << 24);
}
