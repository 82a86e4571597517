/** Called for each `name=value` with positions in the text. A pair without `=` has `equals` at its end. False ends the reading. */
export type OnPair = (start: number, equals: number, end: number) => boolean;

/** Splits `a=b&c=d` between two positions. Empty pairs are left out. False when `onPair` ended it. */
export function eachPair(text: string, start: number, end: number, onPair: OnPair, separator = '&'): boolean {
  for (let index = start; index < end; ) {
    const found = text.indexOf(separator, index);
    const stop = found < 0 || found > end ? end : found;
    if (stop > index) {
      const sign = text.indexOf('=', index);
      if (!onPair(index, sign < 0 || sign > stop ? stop : sign, stop)) return false;
    }
    index = stop + 1;
  }
  return true;
}
