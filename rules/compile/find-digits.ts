/** A number found with separators between its digits; `start` and `end` are byte offsets, half-open. */
export interface DigitsHit {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** Digits that make sense as one number: the longest target and a bracketed trunk zero. */
const mostDigits = 20;

/** Space, tab, `(`, `)`, `+`, `-`, `.`, `/`, and the bytes of U+00A0 and of U+2010 to U+2015. */
const separator = new Uint8Array(256);
for (const byte of [32, 9, 40, 41, 43, 45, 46, 47, 0xc2, 0xa0, 0xe2, 0x80]) separator[byte] = 1;
for (let byte = 0x90; byte <= 0x95; byte += 1) separator[byte] = 1;

/**
 * Finds numbers however their digits are grouped: `+81 90-1234-5678`, `(090) 1234 5678`. A hit begins and ends with a whole group of
 * digits, so a number inside a longer one is none. Linear in the text.
 */
export function findDigits(
  bytes: Uint8Array,
  start: number,
  end: number,
  targets: ReadonlySet<string>,
  found: (hit: DigitsHit) => void,
): void {
  let shortest = mostDigits;
  for (const target of targets) shortest = Math.min(shortest, target.length);
  let groups: { start: number; end: number }[] = [];
  let digits = 0;
  const flush = (): void => {
    if (digits >= shortest) inGroups(bytes, groups, targets, found);
    if (groups.length > 0) groups = [];
    digits = 0;
  };
  for (let index = start; index < end; index += 1) {
    const byte = bytes[index]!;
    if (byte >= 48 && byte <= 57) {
      const from = index;
      while (index + 1 < end && bytes[index + 1]! >= 48 && bytes[index + 1]! <= 57) index += 1;
      const previous = groups.at(-1);
      if (previous !== undefined && from - previous.end > 4) flush();
      groups.push({ start: from, end: index + 1 });
      digits += index + 1 - from;
    } else if (groups.length > 0 && separator[byte] === 0) flush();
  }
  flush();
}

function inGroups(
  bytes: Uint8Array,
  groups: readonly { readonly start: number; readonly end: number }[],
  targets: ReadonlySet<string>,
  found: (hit: DigitsHit) => void,
): void {
  for (let first = 0; first < groups.length; first += 1) {
    let digits = '';
    for (let last = first; last < groups.length; last += 1) {
      const group = groups[last]!;
      if (digits.length + group.end - group.start > mostDigits) break;
      for (let index = group.start; index < group.end; index += 1) digits += String.fromCharCode(bytes[index]!);
      if (targets.has(digits)) found({ digits, start: groups[first]!.start, end: group.end });
    }
  }
}
