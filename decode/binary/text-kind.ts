import { isUtf8 } from 'node:buffer';

/**
 * How much a stretch of bytes looks like text: `printable`, nothing but printable ASCII; `text`, UTF-8 with line breaks, tabs or characters
 * beyond ASCII, and in long ones a few other control characters; `none`. An empty stretch is none. Gives up at the first bytes that speak against it.
 */
export type TextKind = 'printable' | 'text' | 'none';

export function textKind(bytes: Buffer, start: number, end: number): TextKind {
  if (end <= start) return 'none';
  const most = Math.floor((end - start) / 20);
  let controls = 0;
  let high = false;
  let breaks = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte >= 128) high = true;
    else if (byte < 32 || byte === 127) {
      if (byte === 9 || byte === 10 || byte === 13) breaks = true;
      else {
        controls += 1;
        if (controls > most) return 'none';
      }
    }
  }
  if (high && !isUtf8(bytes.subarray(start, end))) return 'none';
  return high || breaks || controls > 0 ? 'text' : 'printable';
}
