import { noRest, type Rest } from './rest.js';

/** Whether something stands between two positions. */
export type Test = (bytes: Uint8Array, start: number, end: number) => boolean;

/** Bytes looked through between two rests: less than a tenth of a millisecond. */
const stretch = 32 * 1024;

/** The same test, with rests on the way. `longest`: bytes of the longest thing it looks for; each of them stands whole in one of the stretches. */
export function inStretches(test: Test, longest: number, rest: Rest): Test {
  if (rest === noRest) return test;
  return (bytes, start, end) => {
    if (end - start <= stretch) return test(bytes, start, end);
    for (let from = start; from < end; from += stretch) {
      if (test(bytes, from, Math.min(end, from + stretch + longest - 1))) return true;
      rest();
    }
    return false;
  };
}
