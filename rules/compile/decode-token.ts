const sextets = new Int8Array(256).fill(-1);
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  sextets[character.charCodeAt(0)] = value;
}
sextets['-'.charCodeAt(0)] = 62;
sextets['_'.charCodeAt(0)] = 63;

/** Decodes base64 in either alphabet, without padding, into `output`; every byte must be of the alphabet. The number of bytes written. */
export function decodeBase64(input: Uint8Array, start: number, end: number, output: Uint8Array): number {
  let length = 0;
  let held = 0;
  let bits = 0;
  for (let index = start; index < end; index += 1) {
    held = ((held << 6) | sextets[input[index]!]!) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      output[length++] = (held >> bits) & 255;
    }
  }
  return length;
}

const nibbles = new Int8Array(256).fill(-1);
for (const [value, character] of [...'0123456789abcdef'].entries()) {
  nibbles[character.charCodeAt(0)] = value;
  nibbles[character.toUpperCase().charCodeAt(0)] = value;
}

/** The value of a hexadecimal digit, or -1. */
export function nibble(byte: number): number {
  return nibbles[byte]!;
}

/** Decodes pairs of hexadecimal digits into `output`; an odd digit at the end is left out. The number of bytes written. */
export function decodeHex(input: Uint8Array, start: number, end: number, output: Uint8Array): number {
  let length = 0;
  for (let index = start; index + 1 < end; index += 2) output[length++] = (nibbles[input[index]!]! << 4) | nibbles[input[index + 1]!]!;
  return length;
}
