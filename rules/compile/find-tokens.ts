import { kind, kinds } from './byte-kinds.js';
import type { Rest } from './rest.js';
import { byteClass, kernelBytes, type ScanKernel, tokenMark } from './scan-kernel.js';

const { lower, upper, digit, space } = kind;
const classOf = (member: (kind: number) => boolean): Uint8Array => byteClass(Array.from(kinds, (is) => (member(is) ? 1 : 0)));
/** Marked is what every token of base64 has, dense what hexadecimal and base32 digits are. */
const classes = {
  members: classOf((is) => is < space),
  dense: classOf((is) => (is & (lower | upper | digit)) !== 0),
  marked: classOf((is) => is === upper),
};

/** Bytes looked through between two rests. */
const atOnce = kernelBytes / 4;
/** All that may be so of a token of which only a part was looked at. */
export const anyMark = tokenMark.marked | tokenMark.dense;

/**
 * Calls `found` with each token of at least `least` bytes, whole and from front to back, until it returns true; whether it did. Without shorter ones than
 * `longToken` that have no upper-case letter. `marks`: what may be so of it (see `tokenMark`).
 */
export function findTokens(
  kernel: ScanKernel,
  bytes: Uint8Array,
  end: number,
  least: number,
  rest: Rest,
  found: (start: number, end: number, marks: number) => boolean,
): boolean {
  for (let from = 0; from < end; ) {
    const stop = Math.min(end, from + atOnce);
    let next = stop;
    const tokens = kernel.tokens(bytes, from, stop, classes, least);
    for (let index = 0; index < tokens.length; index += 3) {
      const first = tokens[index]!;
      let last = tokens[index + 1]!;
      let marks = tokens[index + 2]!;
      // One that touches the end of this look goes on behind it, perhaps.
      if (last === stop) {
        while (last < end && kinds[bytes[last]!]! < space) last += 1;
        marks = anyMark;
        next = last;
      }
      if (last - first >= least && found(first, last, marks)) return true;
    }
    from = next;
    rest();
  }
  return false;
}
