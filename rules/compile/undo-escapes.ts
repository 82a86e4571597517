import { characterReferences, longestReference } from '../../model/index.js';

/** `length` bytes written. `changed`: something was undone. */
export interface Unescaped {
  readonly length: number;
  readonly changed: boolean;
  /** A `/` or `+` came of an escape: where one stands as such it may be a separator. */
  readonly joined: boolean;
  /** A `+` stood as such, which may be a space. */
  readonly spaced: boolean;
  /** Escapes of several kinds were undone. */
  readonly mixed: boolean;
  /** Escapes that name a character by its number, as bytes are escaped. */
  readonly coded: number;
}

/** `output` and `length` of one call, so that writing a character needs no closure. */
let target: Uint8Array = new Uint8Array(0);
let length = 0;

/**
 * Undoes one layer of percent-encoding, of the escapes of JSON and JavaScript and of HTML's character references, in one pass, into `output` (as
 * long as the input at least). Characters come out in UTF-8. Only for deciding whether a text may hold a value: the layers of a real message
 * are told apart by decoding. `apart`: a `/` or `+` that stands there as such becomes a space, since it may separate what is escaped. `backslashes`: only
 * those of JSON and JavaScript, which what stands beside them may by chance belong to.
 */
export function undoEscapes(
  input: Uint8Array,
  start: number,
  end: number,
  output: Uint8Array,
  which: 'all' | 'apart' | 'backslashes',
): Unescaped {
  target = output;
  length = 0;
  let changed = false;
  let joined = false;
  let spaced = false;
  let coded = 0;
  let marks = 0;
  for (let index = start; index < end; ) {
    const byte = input[index]!;
    let used = 0;
    if (which === 'backslashes' && byte !== 92) {
      output[length++] = byte;
      index += 1;
      continue;
    }
    if (byte === 37) {
      const value = hexAt(input, index + 1, 2, end);
      if (value >= 0) {
        if (value === 47 || value === 43) joined = true;
        output[length++] = value;
        used = 3;
      } else if (index + 1 < end && (input[index + 1]! | 32) === 117) used = writeUnit(input, index, end);
    } else if (byte === 92) {
      used = undoBackslash(input, index, end);
    } else if (byte === 38) {
      const before = length;
      used = undoReference(input, index, end);
      if (used > 0 && (output[before] === 47 || output[before] === 43)) joined = true;
    }
    if (used > 0) {
      changed = true;
      if (used > 2) coded += 1;
      marks |= byte === 92 ? 1 : 2;
      index += used;
      continue;
    }
    if (byte === 43) spaced = true;
    output[length++] = which === 'apart' && (byte === 47 || byte === 43) ? 32 : byte;
    index += 1;
  }
  return { length, changed, joined, spaced, mixed: marks === 3, coded };
}

/** The length of the escape that starts at a backslash; an unknown one stands for the character after it. */
function undoBackslash(input: Uint8Array, at: number, end: number): number {
  if (at + 1 >= end) return 0;
  const next = input[at + 1]!;
  // What is percent-encoded behind it comes first: the backslash may separate it from what stands in front.
  if (next === 37) return 0;
  if (next === 117) {
    const used = writeUnit(input, at, end);
    if (used > 0) return used;
    if (input[at + 2] === 123) {
      const close = input.indexOf(125, at + 3);
      const digits = close - at - 3;
      const point = close < end && digits >= 1 && digits <= 6 ? hexAt(input, at + 3, digits, end) : -1;
      if (point >= 0 && point <= 0x10ffff) {
        writeCharacter(point);
        return close + 1 - at;
      }
    }
  } else if (next === 120) {
    const value = hexAt(input, at + 2, 2, end);
    if (value >= 0) {
      writeCharacter(value);
      return 4;
    }
  }
  target[length++] = plain(next);
  return 2;
}

/** `\uXXXX` or `%uXXXX`, or a pair of them for one character; 0 when it is none. */
function writeUnit(input: Uint8Array, at: number, end: number): number {
  const unit = hexAt(input, at + 2, 4, end);
  if (unit < 0) return 0;
  if (unit >= 0xd800 && unit < 0xdc00 && input[at + 6] === input[at] && (input[at + 7]! | 32) === 117) {
    const second = hexAt(input, at + 8, 4, end);
    if (second >= 0xdc00 && second < 0xe000) {
      writeCharacter(0x10000 + ((unit - 0xd800) << 10) + (second - 0xdc00));
      return 12;
    }
  }
  writeCharacter(unit);
  return 6;
}

/** `&#64;`, `&#x40;`, `&commat;`: its length; 0 when it is none. */
function undoReference(input: Uint8Array, at: number, end: number): number {
  if (at + 1 < end && input[at + 1] === 35) {
    const hexadecimal = at + 2 < end && (input[at + 2]! | 32) === 120;
    const from = at + (hexadecimal ? 3 : 2);
    let point = 0;
    let index = from;
    for (; index < end && index - from < 8; index += 1) {
      const digit = hexDigit(input[index]!);
      if (digit < 0 || (!hexadecimal && digit > 9)) break;
      point = point * (hexadecimal ? 16 : 10) + digit;
    }
    if (index === from || point > 0x10ffff) return 0;
    // What is percent-encoded behind it comes first: its semicolon, perhaps.
    if (index < end && input[index] === 37) return 0;
    writeCharacter(point);
    return index - at + (index < end && input[index] === 59 ? 1 : 0);
  }
  let index = at + 1;
  while (index < end && index - at <= longestReference && isNameByte(input[index]!)) index += 1;
  if (index === at + 1 || index >= end || input[index] !== 59) return 0;
  const character = characterReferences.get(String.fromCharCode(...input.subarray(at + 1, index)));
  if (character === undefined) return 0;
  writeCharacter(character.charCodeAt(0));
  return index + 1 - at;
}

function writeCharacter(point: number): void {
  if (point < 0x80) target[length++] = point;
  else if (point < 0x800) {
    target[length++] = 0xc0 | (point >> 6);
    target[length++] = 0x80 | (point & 63);
  } else if (point < 0x10000) {
    target[length++] = 0xe0 | (point >> 12);
    target[length++] = 0x80 | ((point >> 6) & 63);
    target[length++] = 0x80 | (point & 63);
  } else {
    target[length++] = 0xf0 | (point >> 18);
    target[length++] = 0x80 | ((point >> 12) & 63);
    target[length++] = 0x80 | ((point >> 6) & 63);
    target[length++] = 0x80 | (point & 63);
  }
}

/** What a backslash and this character stand for: mostly the character. */
function plain(byte: number): number {
  switch (byte) {
    case 110: // n
      return 10;
    case 114: // r
      return 13;
    case 116: // t
      return 9;
    case 98: // b
      return 8;
    case 102: // f
      return 12;
    case 118: // v
      return 11;
    case 48: // 0
      return 0;
    default:
      return byte;
  }
}

/** The number that so many hexadecimal digits stand for, or -1. */
function hexAt(input: Uint8Array, at: number, count: number, end: number): number {
  if (at + count > end) return -1;
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = hexDigit(input[index]!);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function hexDigit(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function isNameByte(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || ((byte | 32) >= 97 && (byte | 32) <= 122);
}
