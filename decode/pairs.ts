/** Called for each `name=value` with positions in the text. A pair without `=` has `equals` at its end. False ends the reading. */
export type OnPair = (start: number, equals: number, end: number) => boolean;

/** Splits `a=b&c=d` between two positions. Empty pairs are left out. False when `onPair` ended it. */
export function eachPair(text: string, start: number, end: number, onPair: OnPair, separator = '&'): boolean {
  // Searched for again only once it is passed: pairs without a sign must not make this quadratic.
  let sign = -1;
  for (let index = start; index < end; ) {
    const found = text.indexOf(separator, index);
    const stop = found < 0 || found > end ? end : found;
    if (stop > index) {
      if (sign < index) sign = orEnd(text.indexOf('=', index), end);
      if (!onPair(index, Math.min(sign, stop), stop)) return false;
    }
    index = stop + 1;
  }
  return true;
}

function orEnd(found: number, end: number): number {
  return found < 0 ? end : found;
}
