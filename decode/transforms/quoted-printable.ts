import { Source } from '../source.js';
import type { Transform } from '../transform.js';

/** RFC 2045, section 6.7; by declaration only. What is no escape stays as it is. */
export const quotedPrintable: Transform = {
  name: 'quoted-printable',
  codings: ['quoted-printable'],
  undo(source) {
    const input = source.bytes;
    const output = Buffer.allocUnsafe(input.length);
    let length = 0;
    for (let index = 0; index < input.length; index += 1) {
      if (input[index] !== 61) {
        output[length++] = input[index]!;
        continue;
      }
      const pair = input.toString('latin1', index + 1, index + 3);
      if (/^[\dA-Fa-f]{2}$/.test(pair)) {
        output[length++] = Number.parseInt(pair, 16);
        index += 2;
        continue;
      }
      // A soft line break, before which white space may stand.
      let after = index + 1;
      while (input[after] === 32 || input[after] === 9) after += 1;
      if (input[after] === 13 && input[after + 1] === 10) index = after + 1;
      else if (input[after] === 10) index = after;
      else output[length++] = 61;
    }
    return [{ source: Source.ofBytes(output.subarray(0, length)), start: 0, end: source.length, sure: 'certain' }];
  },
};
