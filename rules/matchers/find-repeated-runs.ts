/** Bytes from `start` to `end` that stand once more `distance` bytes before; no byte more on either side does. */
export interface RepeatedRun {
  readonly start: number;
  readonly end: number;
  readonly distance: number;
}

/** Bytes of a block. */
export const blockLength = 16;
const gram = blockLength / 2;
/** Comparisons for each byte of the text, on average, after which looking further is given up: data made to be slow. */
const mostWork = 16;

/**
 * The longest stretches of a block or more that repeat an earlier one at a multiple of a block's length. Every block contains a whole half
 * block that begins at a multiple of its length, so only those are looked up: an eighth of all positions, whatever the alignment. Each half is
 * compared with the latest equal one in front, so a block that stands many times gives a run for each but the first. Linear.
 */
export function findRepeatedRuns(bytes: Uint8Array): readonly RepeatedRun[] {
  const runs: RepeatedRun[] = [];
  const count = Math.floor(bytes.length / gram);
  if (bytes.length < 2 * blockLength) return runs;
  const words = wordsOf(bytes);
  const bits = Math.max(6, Math.ceil(Math.log2(2 * count)));
  // The latest place of each different half, counted from 1; half of the slots stay empty.
  const latest = new Uint32Array(1 << bits);
  const mask = latest.length - 1;
  let work = mostWork * bytes.length;
  let runEnd = 0;
  let runDistance = 0;
  for (let index = 0; index < count; index += 1) {
    const at = index * gram;
    const low = words[2 * index]!;
    const high = words[2 * index + 1]!;
    // Those at even and odd places apart, as their distance must be of whole blocks.
    const hash = Math.imul(Math.imul(low, 0x9e3779b1) ^ high ^ (high >>> 15) ^ (index & 1), 0x85ebca6b);
    let slot = hash >>> (32 - bits);
    let earlier = -1;
    for (; latest[slot] !== 0; slot = (slot + 1) & mask) {
      const place = latest[slot]! - 1;
      work -= 1;
      if (((place ^ index) & 1) === 0 && words[2 * place] === low && words[2 * place + 1] === high) {
        earlier = place * gram;
        break;
      }
    }
    if (work < 0) break;
    latest[slot] = index + 1;
    if (earlier < 0) continue;
    const distance = at - earlier;
    if ((distance === runDistance && at + gram <= runEnd) || isPlain(bytes, at)) continue;
    let start = at;
    while (start > distance && bytes[start - 1] === bytes[start - 1 - distance]) start -= 1;
    let end = at + gram;
    while (end < bytes.length && bytes[end] === bytes[end - distance]) end += 1;
    work -= end - start;
    if (work < 0) break;
    if (end - start < blockLength) continue;
    runs.push({ start, end, distance });
    runEnd = end;
    runDistance = distance;
  }
  return runs;
}

/** Half a block of so few different bytes that its block is no ciphertext: of random ones, one in a million. */
function isPlain(bytes: Uint8Array, at: number): boolean {
  let different = 0;
  for (let index = at; index < at + gram; index += 1) {
    let other = at;
    while (bytes[other] !== bytes[index]) other += 1;
    if (other === index) different += 1;
  }
  return different < 5;
}

/** In whatever byte order: they are only compared. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  return new Int32Array(aligned.buffer, aligned.byteOffset, Math.floor(aligned.length / 4));
}
