import type { Rest } from './rest.js';
import { kernelBytes, type ScanKernel } from './scan-kernel.js';

/** Bytes that belong together, and how many of them in a row count. `members` (see `byteClass`) and `isMember` say the same. */
export interface RunKind {
  readonly members: Uint8Array;
  readonly isMember: (byte: number) => boolean;
  readonly least: number;
}

/** Bytes looked through between two rests. */
const atOnce = kernelBytes / 4;

/** Calls `found` with each run, whole and from front to back, until it returns true; whether it did. */
export function findRuns(
  kernel: ScanKernel,
  bytes: Uint8Array,
  start: number,
  end: number,
  { members, isMember, least }: RunKind,
  rest: Rest,
  found: (start: number, end: number) => boolean,
): boolean {
  for (let from = start; from < end; ) {
    const stop = Math.min(end, from + atOnce);
    let next = stop;
    const runs = kernel.runs(bytes, from, stop, members, least);
    for (let index = 0; index < runs.length; index += 2) {
      const first = runs[index]!;
      let last = runs[index + 1]!;
      // One that touches the end of this look goes on behind it, perhaps.
      if (last === stop) {
        while (last < end && isMember(bytes[last]!)) last += 1;
        next = last;
      }
      if (last - first >= least && found(first, last)) return true;
    }
    from = next;
    rest();
  }
  return false;
}
