import { nibble } from './decode-token.js';

/** What a byte with this hexadecimal digit in front is: 1 for ASCII text, 2 for a control character, mostly. */
const afterDigit = new Uint8Array(256);
for (const character of '234567') afterDigit[character.charCodeAt(0)] = 1;
for (const character of '01') afterDigit[character.charCodeAt(0)] = 2;

/** Whether hexadecimal digits are worth decoding: they decode to text, or to so many characters of it in a row, or start like compressed data. */
export function isTellingHex(bytes: Uint8Array, start: number, stop: number, characters: number): boolean {
  let run = 0;
  let text = true;
  for (let index = start; index + 1 < stop; index += 2) {
    const lead = afterDigit[bytes[index]!];
    if (lead === 1) {
      run += 1;
      if (run === characters) return true;
      continue;
    }
    run = 0;
    if (lead === 2 && text) text = bytes[index] === 48 && isBreak(nibble(bytes[index + 1]!));
  }
  return text || startsCompressed(byteAt(bytes, start), byteAt(bytes, start + 2));
}

/** Tab, line feed or carriage return. */
function isBreak(byte: number): boolean {
  return byte === 9 || byte === 10 || byte === 13;
}

/** By the first two bytes: gzip, zstd, or zlib without a dictionary. */
function startsCompressed(first: number, second: number): boolean {
  if (first === 0x1f) return second === 0x8b;
  if (first === 0x28 && second === 0xb5) return true;
  return (first & 0x8f) === 8 && (second & 0x20) === 0 && ((first << 8) | second) % 31 === 0;
}

function byteAt(digits: Uint8Array, at: number): number {
  return (nibble(digits[at]!) << 4) | nibble(digits[at + 1]!);
}
