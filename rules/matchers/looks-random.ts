const SMALLEST_SHARE = 0.75;
const LONGEST_RUN = 4;

/** How many different bytes `count` random ones hold on average. */
function expectedDistinct(count: number): number {
  return 256 * (1 - (255 / 256) ** count);
}

function isPrintable(byte: number): boolean {
  return (byte >= 0x20 && byte <= 0x7e) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/**
 * Whether bytes look drawn at random: nearly as many different ones as chance gives, no long run or steady step, and not all
 * text. Of random keys one in two thousand fails at 8 bytes, and next to none from 16 on. Not a proof: ciphertext and hashes look random too.
 */
export function looksRandom(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false;
  if (bytes.every(isPrintable)) return false;
  if (new Set(bytes).size < expectedDistinct(bytes.length) * SMALLEST_SHARE) return false;
  let run = 1;
  let steady = 1;
  let step = Number.NaN;
  for (let index = 1; index < bytes.length; index++) {
    const difference = (bytes[index]! - bytes[index - 1]!) & 0xff;
    run = difference === 0 ? run + 1 : 1;
    steady = difference === step ? steady + 1 : 1;
    step = difference;
    if (run > LONGEST_RUN || steady > LONGEST_RUN) return false;
  }
  return true;
}
