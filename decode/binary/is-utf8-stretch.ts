import { isUtf8 } from 'node:buffer';

/** Whether a stretch of bytes is valid UTF-8. Most are short and ASCII: those are told without a call into the engine. */
export function isUtf8Stretch(bytes: Buffer, start: number, end: number): boolean {
  if (end - start <= 32) {
    let seen = 0;
    for (let at = start; at < end; at += 1) seen |= bytes[at]!;
    if (seen < 128) return true;
  }
  return isUtf8(bytes.subarray(start, end));
}
