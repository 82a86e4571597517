/** Standard deviations beyond which chance is not believed: one in three hundred thousand. */
const doubt = 4.5;
/** Distance between bytes on a circle of 256: 64 on average for random ones, with this standard deviation. */
const meanDistance = 64;
const deviation = 37;

/**
 * Whether blocks together could be ciphertext: their bytes are spread evenly, and none follows from the ones before it. Machine code uses some
 * bytes much more than others; samples of sound change little from one to the next, in one byte of two or four. Not a proof. `blocks` are
 * different from each other; the more there are, the sharper it is.
 */
export function isLikeCiphertext(blocks: readonly Uint8Array[]): boolean {
  const counts = new Uint32Array(256);
  let total = 0;
  for (const block of blocks) {
    for (const byte of block) counts[byte]! += 1;
    total += block.length;
  }
  let pairs = 0;
  for (const count of counts) pairs += (count * (count - 1)) / 2;
  const expected = (total * (total - 1)) / 2 / 256;
  if (pairs > expected + 1 + doubt * Math.sqrt(expected)) return false;
  return [1, 2, 4].every((lag) => Array.from({ length: lag }, (_, phase) => phase).every((phase) => jumps(blocks, lag, phase)));
}

/** Whether bytes are as far from those `lag` before them as chance makes them, on average over every `lag`th. */
function jumps(blocks: readonly Uint8Array[], lag: number, phase: number): boolean {
  let sum = 0;
  let count = 0;
  for (const block of blocks) {
    for (let index = phase + lag; index < block.length; index += lag) {
      const difference = Math.abs(block[index]! - block[index - lag]!);
      sum += Math.min(difference, 256 - difference);
      count += 1;
    }
  }
  return count === 0 || sum / count > meanDistance - (doubt * deviation) / Math.sqrt(count);
}
