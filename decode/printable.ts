import { isUtf8 } from 'node:buffer';

/** Whether bytes are UTF-8 text: no control characters in short ones, few in long ones. */
export function isMostlyText(bytes: Buffer): boolean {
  return bytes.length > 0 && controls(bytes) <= Math.floor(bytes.length / 20) && isUtf8(bytes);
}

/** Whether bytes, though not text, hold so much ASCII text that it is worth searching: a run of 8 characters, and half of it in all. */
export function holdsText(bytes: Buffer): boolean {
  let longest = 0;
  let run = 0;
  let printable = 0;
  for (const byte of bytes) {
    if (byte >= 32 && byte < 127) {
      run += 1;
      printable += 1;
      if (run > longest) longest = run;
    } else run = 0;
  }
  return longest >= 8 && printable * 2 >= bytes.length;
}

/** Whether bytes begin as ASCII text: compressed data, which has no mark to tell it by, does not. */
export function startsAsText(bytes: Buffer): boolean {
  for (let index = 0; index < bytes.length && index < 32; index += 1) {
    const byte = bytes[index]!;
    if (byte > 126 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false;
  }
  return true;
}

function controls(bytes: Buffer): number {
  let count = 0;
  for (const byte of bytes) if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127) count += 1;
  return count;
}
