/** `length` bytes written. `changed`: something was undone. `opaque`: an escape that is not undone here may hide text. */
export interface Unescaped {
  readonly length: number;
  readonly changed: boolean;
  readonly opaque: boolean;
  /** A `/` or `+` came of percent-encoding: where one stands as such it may be a separator. */
  readonly joined: boolean;
}

/**
 * Undoes one layer of percent-encoding and of the short escapes of JSON and JavaScript, in one pass, into `output` (as long as the input at least).
 * Only for deciding whether a text may hold a value: the layers of a real message are told apart by decoding.
 * `ascii`: nothing beyond ASCII is looked for, so `\uXXXX` beyond it hides nothing. `apart`: a `/` or `+` that stands there as such becomes a
 * space, since it may separate what is escaped.
 */
export function undoEscapes(input: Uint8Array, start: number, end: number, output: Uint8Array, ascii: boolean, apart: boolean): Unescaped {
  let length = 0;
  let changed = false;
  let joined = false;
  for (let index = start; index < end; index += 1) {
    const byte = input[index]!;
    const next = index + 1 < end ? input[index + 1]! : 0;
    if (byte === 37) {
      const high = hexDigit(next);
      const low = index + 2 < end ? hexDigit(input[index + 2]!) : -1;
      if (high >= 0 && low >= 0) {
        const value = high * 16 + low;
        if (value === 47 || value === 43) joined = true;
        output[length++] = value;
        index += 2;
        changed = true;
        continue;
      }
      if ((next | 32) === 117 && isFourHex(input, index + 2, end)) return { length, changed, opaque: true, joined };
    } else if (byte === 92) {
      if (next === 117) {
        const third = index + 2 < end ? input[index + 2]! : 0;
        if (!ascii || third === 123 || (third === 48 && input[index + 3] === 48)) return { length, changed, opaque: true, joined };
      } else if (next === 120) return { length, changed, opaque: true, joined };
      if (next !== 0 && next !== 117) {
        output[length++] = escaped(next);
        index += 1;
        changed = true;
        continue;
      }
    }
    output[length++] = apart && (byte === 47 || byte === 43) ? 32 : byte;
  }
  return { length, changed, opaque: false, joined };
}

/** What a backslash and this character stand for: mostly the character. */
function escaped(byte: number): number {
  switch (byte) {
    case 110: // n
      return 10;
    case 114: // r
      return 13;
    case 116: // t
      return 9;
    case 98: // b
    case 102: // f
    case 118: // v
    case 48: // 0
      return 32;
    default:
      return byte;
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
