import { kind, kinds } from './byte-kinds.js';

/** Characters of the shortest line in which base64 is wrapped. */
export const shortestLine = 60;

/** Whether a line of a token, or what follows a separator in it, may be wrapped base64, which decoding puts together with the next line. */
export function goesOn(bytes: Uint8Array, start: number, stop: number): boolean {
  if ((stop - start) % 4 === 0) return true;
  for (let index = stop - shortestLine - 1; index >= start; index -= 1) {
    if (kinds[bytes[index]!] === kind.symbol && (stop - index - 1) % 4 === 0) return true;
  }
  return false;
}
