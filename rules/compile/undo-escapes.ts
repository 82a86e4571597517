/** `length` bytes written. `changed`: something was undone. `opaque`: an escape that is not undone here may hide text. */
export interface Unescaped {
  readonly length: number;
  readonly changed: boolean;
  readonly opaque: boolean;
}

/**
 * Undoes one layer of percent-encoding and of JSON's short escapes, in one pass, into `output` (as long as the input at least).
 * Only for deciding whether a text may hold a value: the layers of a real message are told apart by decoding.
 * `ascii`: nothing beyond ASCII is looked for, so `\uXXXX` beyond it hides nothing.
 */
export function undoEscapes(input: Uint8Array, start: number, end: number, output: Uint8Array, ascii: boolean): Unescaped {
  let length = 0;
  let changed = false;
  for (let index = start; index < end; index += 1) {
    const byte = input[index]!;
    const next = index + 1 < end ? input[index + 1]! : 0;
    if (byte === 37) {
      const high = hexDigit(next);
      const low = index + 2 < end ? hexDigit(input[index + 2]!) : -1;
      if (high >= 0 && low >= 0) {
        output[length++] = high * 16 + low;
        index += 2;
        changed = true;
        continue;
      }
      if ((next | 32) === 117 && isFourHex(input, index + 2, end)) return { length, changed, opaque: true };
    } else if (byte === 92) {
      if (next === 117) {
        if (!ascii || (input[index + 2] === 48 && input[index + 3] === 48)) return { length, changed, opaque: true };
      } else if (next === 120) return { length, changed, opaque: true };
      const plain = escaped(next);
      if (plain >= 0) {
        output[length++] = plain;
        index += 1;
        changed = true;
        continue;
      }
    }
    output[length++] = byte;
  }
  return { length, changed, opaque: false };
}

/** What `\` and this character stand for, or -1. */
function escaped(byte: number): number {
  switch (byte) {
    case 34: // "
    case 47: // /
    case 92: // \
    case 39: // '
      return byte;
    case 110: // n
      return 10;
    case 114: // r
      return 13;
    case 116: // t
      return 9;
    case 98: // b
    case 102: // f
      return 32;
    default:
      return -1;
  }
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function isFourHex(input: Uint8Array, at: number, end: number): boolean {
  if (at + 4 > end) return false;
  for (let index = at; index < at + 4; index += 1) if (hexDigit(input[index]!) < 0) return false;
  return true;
}
