import { assertNever } from '../../../model/index.js';
import type { EventDelimiter } from './body-policy.js';

/**
 * Where the last complete event of `bytes` ends (exclusive), or 0 if none ends at or after `seen`: everything before `seen`
 * was looked at already, so a partial event that grows byte by byte is not searched again.
 */
export function lastEventEnd(bytes: Buffer, seen: number, delimiter: EventDelimiter): number {
  if (delimiter === 'line') return lastLineEnd(bytes, seen);
  if (delimiter === 'empty-line') return lastEmptyLineEnd(bytes, seen);
  if (typeof delimiter === 'object') return lastBoundary(bytes, seen, delimiter.boundary);
  return assertNever(delimiter);
}

function lastLineEnd(bytes: Buffer, seen: number): number {
  for (let at = bytes.length - 1; at >= seen; at -= 1) if (bytes[at] === 0x0a) return at + 1;
  return 0;
}

/** An empty line ends an event, its line ends being LF or CR LF. (Those of CR alone are seen in no server; such a stream is cut by size.) */
function lastEmptyLineEnd(bytes: Buffer, seen: number): number {
  for (let at = bytes.length - 1; at >= Math.max(seen, 1); at -= 1) {
    if (bytes[at] !== 0x0a) continue;
    if (bytes[at - 1] === 0x0a || (bytes[at - 1] === 0x0d && bytes[at - 2] === 0x0a)) return at + 1;
  }
  return 0;
}

/** A part is complete once the next part's boundary has come; the boundary at 0 is that of the part itself. */
function lastBoundary(bytes: Buffer, seen: number, boundary: Buffer): number {
  const from = Math.max(seen - boundary.length + 1, 1);
  if (from >= bytes.length) return 0;
  const found = bytes.subarray(from).lastIndexOf(boundary);
  return found === -1 ? 0 : from + found;
}
