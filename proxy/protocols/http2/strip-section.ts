import { frameFlag, frameType } from './frame.js';
import type { FrameFault } from './http2-fault.js';

/** Where in a frame's payload the fragment of its field section stands. `promised`: the stream that a PUSH_PROMISE names, otherwise 0. */
export interface StrippedSection {
  readonly from: number;
  readonly to: number;
  readonly promised: number;
}

/** Takes padding, priority and promised stream off a HEADERS or PUSH_PROMISE payload `bytes[from, to)` (RFC 9113, sections 6.2 and 6.6). */
export function stripSection(type: number, flags: number, bytes: Buffer, from: number, to: number): StrippedSection | FrameFault {
  let start = from;
  let padding = 0;
  if ((flags & frameFlag.padded) !== 0) {
    if (start >= to) return 'bad-length';
    padding = bytes[start]!;
    start += 1;
  }
  let promised = 0;
  if (type === frameType.pushPromise) {
    if (start + 4 > to) return 'bad-length';
    promised = bytes.readUInt32BE(start) & 0x7fffffff;
    if (promised === 0) return 'bad-stream';
    start += 4;
  } else if ((flags & frameFlag.priority) !== 0) {
    start += 5;
    if (start > to) return 'bad-length';
  }
  return start + padding > to ? 'bad-padding' : { from: start, to: to - padding, promised };
}
