const lengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385,
  24577,
];
const distanceExtra = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const longestCode = 15;

/** A canonical Huffman code (RFC 1951, section 3.2.2). `limits`: for each length the first number that is no code of it; `shifts`: from a code to its symbol's index. */
interface Code {
  readonly limits: Int32Array;
  readonly shifts: Int32Array;
  readonly symbols: Uint16Array;
}

const emptyCode = (): Code => ({
  limits: new Int32Array(longestCode + 1),
  shifts: new Int32Array(longestCode + 1),
  symbols: new Uint16Array(288),
});
const counts = new Uint16Array(longestCode + 1);
const places = new Uint16Array(longestCode + 1);
const lengths = new Uint8Array(320);
const fixedLiterals = emptyCode();
const fixedDistances = emptyCode();
const literals = emptyCode();
const distances = emptyCode();
lengths.fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288);
makeCode(fixedLiterals, 0, 288);
lengths.fill(5, 0, 30);
makeCode(fixedDistances, 0, 30);

/** The state of the one reading that is going on: this is called in the innermost of a scan or a walk, and never by itself. */
let input: Uint8Array = new Uint8Array(0);
let at = 0;
let stop = 0;
let held = 0;
let bits = 0;
/** Whether the last reading came to the end of a last block. */
let ended = false;

/**
 * Undoes deflate data (RFC 1951) into `output` as far as it can be read, and gives the number of bytes written: `output.length` when that
 * filled up, less when the data ended, or broke. For telling whether bytes that start like compressed data are any, and what they hold:
 * chance is found out within a few bytes, without the cost of setting up zlib, which is some hundred microseconds. The search over undecoded bytes and the decoder must
 * agree on it, so it stands here. Not for large data: a code is read bit by bit.
 */
export function inflateStart(bytes: Uint8Array, start: number, end: number, output: Uint8Array): number {
  input = bytes;
  at = start;
  stop = end;
  return inflateOne(output, 0);
}

/** One stream from where the last reading ended. */
function inflateOne(output: Uint8Array, start: number): number {
  held = 0;
  bits = 0;
  ended = false;
  let length = start;
  for (let last = 0; last === 0; ) {
    last = take(1);
    const type = take(2);
    if (last < 0 || type < 0 || type === 3) return length;
    if (type === 0) {
      length = stored(output, length);
      if (length < 0) return ~length;
      continue;
    }
    if (type === 2 && !readCodes()) return length;
    length = type === 1 ? block(output, length, fixedLiterals, fixedDistances) : block(output, length, literals, distances);
    // The data broke or ended in this block, or the output is full.
    if (length < 0) return ~length;
  }
  ended = true;
  return length;
}

/**
 * The same for data that must be whole: its last block ends with the last byte, but for zeros, or another stream of the same kind follows, and so on. -1 when
 * it does not; `output.length` when that filled up before.
 */
export function inflateWhole(bytes: Uint8Array, start: number, end: number, output: Uint8Array): number {
  let length = inflateStart(bytes, start, end, output);
  for (let count = 1; count < mostStreams; count += 1) {
    if (length === output.length) return length;
    if (!ended) return -1;
    while (at < stop && input[at] === 0) at += 1;
    if (at === stop) return length;
    length = inflateOne(output, length);
  }
  return output.length;
}

/** Streams one behind the other that are looked at: beyond, it may be anything. */
const mostStreams = 64;

/** Whether anything comes out of deflate data that may be cut or broken, or it ends as such data does. `output` is scratch. */
export function inflatesAny(bytes: Uint8Array, start: number, end: number, output: Uint8Array): boolean {
  return inflateStart(bytes, start, end, output) > 0 || ended;
}

/** The next bits, the first one lowest; -1 when there are not enough. */
function take(count: number): number {
  while (bits < count) {
    if (at >= stop) return -1;
    held |= input[at++]! << bits;
    bits += 8;
  }
  const value = held & ((1 << count) - 1);
  held >>>= count;
  bits -= count;
  return value;
}

/** The next symbol; -1 when there is none. */
function symbol({ limits, shifts, symbols }: Code): number {
  let code = 0;
  for (let length = 1; length <= longestCode; length += 1) {
    const bit = take(1);
    if (bit < 0) return -1;
    code = code * 2 + bit;
    if (code < limits[length]!) return symbols[code - shifts[length]!]!;
  }
  return -1;
}

/** Makes a code of lengths. What is left over of the code space; negative when there are too many codes. */
function makeCode({ limits, shifts, symbols }: Code, from: number, count: number): number {
  counts.fill(0);
  for (let index = 0; index < count; index += 1) counts[lengths[from + index]!]! += 1;
  let next = 0;
  let place = 0;
  for (let length = 1; length <= longestCode; length += 1) {
    next *= 2;
    shifts[length] = next - place;
    places[length] = place;
    next += counts[length]!;
    place += counts[length]!;
    limits[length] = next;
    if (next > 1 << length) return -1;
  }
  for (let index = 0; index < count; index += 1) {
    const length = lengths[from + index]!;
    if (length > 0) symbols[places[length]!++] = index;
  }
  return (1 << longestCode) - next;
}

/** Reads the codes of a dynamic block. False when they are none. */
function readCodes(): boolean {
  const literalCount = take(5) + 257;
  const distanceCount = take(5) + 1;
  const codeCount = take(4) + 4;
  if (literalCount < 257 || literalCount > 286 || distanceCount < 1 || distanceCount > 30 || codeCount < 4) return false;
  lengths.fill(0, 0, 19);
  for (let index = 0; index < codeCount; index += 1) {
    const length = take(3);
    if (length < 0) return false;
    lengths[codeOrder[index]!] = length;
  }
  if (makeCode(literals, 0, 19) !== 0) return false;
  const total = literalCount + distanceCount;
  for (let index = 0; index < total; ) {
    const kind = symbol(literals);
    if (kind < 0) return false;
    if (kind < 16) {
      lengths[index++] = kind;
      continue;
    }
    if (kind === 16 && index === 0) return false;
    const value = kind === 16 ? lengths[index - 1]! : 0;
    const more = kind === 16 ? take(2) : kind === 17 ? take(3) : take(7);
    const repeat = more + (kind === 18 ? 11 : 3);
    if (more < 0 || index + repeat > total) return false;
    lengths.fill(value, index, index + repeat);
    index += repeat;
  }
  if (lengths[256] === 0) return false;
  return makeCode(distances, literalCount, distanceCount) >= 0 && makeCode(literals, 0, literalCount) >= 0;
}

/** The length of the output after a stored block; its complement when nothing can follow. */
function stored(output: Uint8Array, length: number): number {
  held = 0;
  bits = 0;
  if (at + 4 > stop) return ~length;
  const size = input[at]! | (input[at + 1]! << 8);
  if ((input[at + 2]! | (input[at + 3]! << 8)) !== (size ^ 0xffff)) return ~length;
  at += 4;
  const copied = Math.min(size, stop - at, output.length - length);
  output.set(input.subarray(at, at + copied), length);
  at += copied;
  return copied < size ? ~(length + copied) : length + copied;
}

/** The same for a block of codes. */
function block(output: Uint8Array, start: number, literal: Code, distance: Code): number {
  let length = start;
  for (;;) {
    const value = symbol(literal);
    if (value < 0) return ~length;
    if (value < 256) {
      if (length === output.length) return ~length;
      output[length++] = value;
      continue;
    }
    if (value === 256) return length;
    if (value > 285) return ~length;
    const moreLength = take(lengthExtra[value - 257]!);
    const code = symbol(distance);
    if (moreLength < 0 || code < 0 || code > 29) return ~length;
    const moreDistance = take(distanceExtra[code]!);
    const from = length - distanceBase[code]! - moreDistance;
    if (moreDistance < 0 || from < 0) return ~length;
    const count = Math.min(lengthBase[value - 257]! + moreLength, output.length - length);
    for (let index = 0; index < count; index += 1) output[length + index] = output[from + index]!;
    length += count;
    if (length === output.length) return ~length;
  }
}
