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

/** Whether base64 that starts here decodes to what a UTF-8 text or compressed data (gzip, zlib, zstd) may start with: no control characters but breaks. */
export function mayStart(input: Uint8Array, at: number): boolean {
  const bits = (sextets[input[at]!]! << 12) | (sextets[input[at + 1]!]! << 6) | sextets[input[at + 2]!]!;
  const first = bits >> 10;
  const second = (bits >> 2) & 255;
  if (first >= 0x80) return first >= 0xc2 && first <= 0xf4 && second >= 0x80 && second < 0xc0;
  if (first === 0x1f) return second === 0x8b;
  if (first === 0x28 && second === 0xb5) return true;
  if ((first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0) return true;
  return !isControl(first) && !isControl(second) && (second < 0x80 || second >= 0xc2);
}

function isControl(byte: number): boolean {
  return (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127;
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

const quintets = new Int8Array(256).fill(-1);
/** In which cases a byte is of base32's alphabet: 1 for upper, 2 for lower, 3 for digits, 0 for none. */
export const base32Cases = new Uint8Array(256);
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'].entries()) {
  quintets[character.charCodeAt(0)] = value;
  quintets[character.toLowerCase().charCodeAt(0)] = value;
  base32Cases[character.charCodeAt(0)]! |= 1;
  base32Cases[character.toLowerCase().charCodeAt(0)]! |= 2;
}

/** Decodes base32 (RFC 4648, section 6) in either case, without padding, into `output`. The number of bytes written. */
export function decodeBase32(input: Uint8Array, start: number, end: number, output: Uint8Array): number {
  let length = 0;
  let held = 0;
  let bits = 0;
  for (let index = start; index < end; index += 1) {
    held = ((held << 5) | quintets[input[index]!]!) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    output[length++] = (held >> bits) & 255;
  }
  return length;
}
