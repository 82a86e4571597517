import { findRuns } from './find-runs.js';
import { noRest, type Rest } from './rest.js';
import { byteClass, leastForKernel, scanKernel } from './scan-kernel.js';

/** A number found with separators between its digits; `start` and `end` are byte offsets, half-open. */
export interface DigitsHit {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** Finds numbers however their digits are grouped. */
export interface DigitFinder {
  find(bytes: Uint8Array, start: number, end: number, found: (hit: DigitsHit) => void): void;
}

/** Digits that make sense as one number: the longest target and a bracketed trunk zero. */
const mostDigits = 20;
/** Slots of the filter by last digits: a power of two. */
const tailFilter = 1 << 17;
/** Bytes looked through between two rests. */
const bytesAtOnce = 32 * 1024;
/** Bytes between two groups of digits of one number. */
const mostBetween = 4;

/** Space, tab, `(`, `)`, `+`, `-`, `_`, `.`, `/`, and the bytes of U+00A0 and of U+2010 to U+2015. */
const separator = new Uint8Array(256);
for (const byte of [32, 9, 40, 41, 43, 45, 95, 46, 47, 0xc2, 0xa0, 0xe2, 0x80]) separator[byte] = 1;
for (let byte = 0x90; byte <= 0x95; byte += 1) separator[byte] = 1;

/** 2 for a digit, 1 for what may stand between digits, 0 for what ends a number. */
const steps = Uint8Array.from(separator).fill(2, 48, 58);

/** Digits and what may stand between them. */
const numeric = byteClass(steps);

interface Group {
  readonly start: number;
  readonly end: number;
}

/**
 * Makes a finder of `+81 90-1234-5678`, `(090) 1234 5678` and the like from their digits. A hit begins and ends with a whole group of
 * digits, so a number inside a longer one is none. Linear in the text.
 */
export function createDigitFinder(targets: ReadonlySet<string>, rest: Rest = noRest): DigitFinder {
  if (targets.size === 0) return { find: () => undefined };
  let shortest = mostDigits;
  for (const target of targets) shortest = Math.min(shortest, target.length);
  // The last digits of every target, as a bitmap of their number: most texts are ruled out by these.
  const tail = Math.min(7, shortest);
  const filter = new Uint8Array(tailFilter);
  for (const target of targets) filter[Number(target.slice(-tail)) & (tailFilter - 1)] = 1;

  function inGroups(bytes: Uint8Array, groups: readonly Group[], found: (hit: DigitsHit) => void): void {
    for (let first = 0; first < groups.length; first += 1) {
      let digits = '';
      for (let last = first; last < groups.length; last += 1) {
        const { start, end } = groups[last]!;
        if (digits.length + end - start > mostDigits) break;
        for (let index = start; index < end; index += 1) digits += String.fromCharCode(bytes[index]!);
        if (targets.has(digits)) found({ digits, start: groups[first]!.start, end });
      }
    }
  }

  /** In digits and what may stand between them. */
  function inStretch(bytes: Uint8Array, start: number, end: number, found: (hit: DigitsHit) => void): void {
    let groups: Group[] = [];
    let digits = 0;
    const flush = (): void => {
      if (digits >= shortest) inGroups(bytes, groups, found);
      groups = [];
      digits = 0;
    };
    for (let index = start; index < end; index += 1) {
      if (steps[bytes[index]!] !== 2) continue;
      const from = index;
      while (index + 1 < end && steps[bytes[index + 1]!] === 2) index += 1;
      const previous = groups.at(-1);
      if (previous !== undefined && from - previous.end > mostBetween) flush();
      groups.push({ start: from, end: index + 1 });
      digits += index + 1 - from;
    }
    flush();
  }

  return {
    find: (bytes, start, end, found) => {
      const kernel = end - start < leastForKernel ? undefined : scanKernel();
      if (kernel !== undefined) {
        findRuns(
          kernel,
          bytes,
          start,
          end,
          { members: numeric, isMember: (byte) => steps[byte] !== 0, least: shortest },
          rest,
          (from, to) => {
            if (endsLikeTarget(bytes, from, to, tail, filter)) inStretch(bytes, from, to, found);
            return false;
          },
        );
        return;
      }
      // Skips most bytes: this runs over every message.
      let rested = start;
      for (let from = start; from + shortest <= end; ) {
        if (from - rested >= bytesAtOnce) {
          rest();
          rested = from;
        }
        // From the far end back: the first byte that ends a number rules out all that would contain it.
        let first = from + shortest - 1;
        while (first >= from && steps[bytes[first]!] !== 0) first -= 1;
        if (first >= from) {
          from = first + 1;
          continue;
        }
        let last = from + shortest;
        while (last < end && steps[bytes[last]!] !== 0) last += 1;
        if (endsLikeTarget(bytes, from, last, tail, filter)) inStretch(bytes, from, last, found);
        from = last + 1;
      }
    },
  };
}

/** Whether a group of digits ends with the `tail` last digits of a target, as far as the filter tells. */
function endsLikeTarget(bytes: Uint8Array, start: number, end: number, tail: number, filter: Uint8Array): boolean {
  let count = 0;
  for (let index = start; index < end; index += 1) {
    if (steps[bytes[index]!] !== 2) continue;
    count += 1;
    if (count < tail || (index + 1 < end && steps[bytes[index + 1]!] === 2)) continue;
    let value = 0;
    let power = 1;
    for (let back = index, left = tail; left > 0; back -= 1) {
      if (steps[bytes[back]!] !== 2) continue;
      value += (bytes[back]! - 48) * power;
      power *= 10;
      left -= 1;
    }
    if (filter[value & (tailFilter - 1)] === 1) return true;
  }
  return false;
}
