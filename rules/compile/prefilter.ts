import { isUtf8 } from 'node:buffer';
import { decodeBase64, decodeHex, nibble } from './decode-token.js';
import { base32Literals, base64Literals, shortForBase64, spaceLiterals } from './encoded-literals.js';
import { createDigitFinder, type DigitFinder } from './digit-finder.js';
import { createLiteralScanner, type Literal, type LiteralScanner } from './literal-scanner.js';
import type { PlantedValue } from './planted-index.js';
import { undoEscapes } from './undo-escapes.js';

/** Decides over bytes, without decoding them, whether decoding could bring a planted value to light. */
export interface Prefilter {
  /**
   * False is a proof that none is there; true is a maybe. `binary`: bytes of a medium or an unknown format, which are searched as they stand;
   * otherwise bytes that are not text are a maybe, since a structured format may be in them.
   */
  mayHold(bytes: Buffer, binary: boolean): boolean;
}

/** Digits of the shortest hexadecimal text worth decoding: eight bytes. */
const shortestHex = 16;
/** Deeper nesting is left to decoding. */
const deepest = 6;

// Kinds of bytes. Those below 16 make up tokens: base64 in either alphabet, hex, words.
const lower = 1;
const upper = 2;
const digit = 4;
const symbol = 8;
const space = 16;
const percent = 32;
const backslash = 64;
const ampersand = 128;
const control = 256;
const high = 512;

const kinds = new Uint16Array(256).fill(space);
kinds.fill(control, 0, 32);
kinds[127] = control;
for (const byte of [9, 10, 13]) kinds[byte] = space;
kinds.fill(high, 128);
kinds.fill(digit, 48, 58);
kinds.fill(upper, 65, 91);
kinds.fill(lower, 97, 123);
for (const character of '+/-_') kinds[character.charCodeAt(0)] = symbol;
kinds[37] = percent;
kinds[92] = backslash;
kinds[38] = ampersand;

/** `/`, `+` and the dashes as separators: alone, together, all. */
const symbols = new Uint8Array(256);
symbols[47] = 1;
symbols[43] = 2;
symbols[45] = 4;
symbols[95] = 4;
const separators = [1, 2, 3, 7];

/** Whether a value's forms are long enough for a scan; a shorter one would stop at every other word. */
export function isScannable(value: PlantedValue): boolean {
  return value.forms.every((form) => form.binary !== undefined || Buffer.byteLength(form.text) >= 5);
}

export function createPrefilter(values: readonly PlantedValue[]): Prefilter {
  const scannable = values.filter(isScannable);
  if (scannable.length === 0) return { mayHold: () => false };
  return new Search(scannable);
}

class Search implements Prefilter {
  readonly #long: LiteralScanner;
  readonly #short: LiteralScanner;
  /** Bytes of numbers and the like: looked for in what is not text. */
  readonly #bytes: LiteralScanner;
  readonly #digits: DigitFinder;
  /** Tokens at least so long may hold a value that no literal shows: encoded twice, or compressed. */
  readonly #leastToken: number;
  readonly #ascii: boolean;
  readonly #scratch: Buffer[] = [];
  #work = 0;

  constructor(values: readonly PlantedValue[]) {
    const literals = new Map<string, Uint8Array>();
    const bytes: Literal[] = [];
    const numbers = new Set<string>();
    let shortest = 24;
    let ascii = true;
    const add = (literal: Uint8Array): void => {
      literals.set(Buffer.from(literal).toString('latin1').toLowerCase(), literal);
    };
    for (const { forms, digits } of values) {
      for (const number of digits) {
        numbers.add(number);
        shortest = Math.min(shortest, number.length);
      }
      for (const { text, binary, hashed } of forms) {
        const raw = Buffer.from(text, binary === undefined ? 'utf8' : 'latin1');
        if (binary !== undefined) {
          bytes.push({ bytes: raw, anyCase: false });
          if (!hashed) shortest = Math.min(shortest, raw.length + 1);
        } else {
          if (raw.length !== text.length) ascii = false;
          shortest = Math.min(shortest, raw.length);
          for (const spaced of spaceLiterals(text)) {
            add(Buffer.from(spaced, 'utf8'));
            if (raw.length !== text.length && isLatin1(spaced)) add(Buffer.from(spaced, 'latin1'));
          }
        }
        if (hashed) continue;
        add(Buffer.from(raw.toString('hex')));
        if (raw.length <= shortForBase64) for (const literal of base64Literals(raw)) add(Buffer.from(literal));
        for (const literal of base32Literals(raw)) add(Buffer.from(literal));
        // Without its last byte it stands in either byte order.
        if (binary === undefined) add(Buffer.from(text, 'utf16le').subarray(0, -1));
      }
    }
    const all = [...literals.values()].map((literal) => ({ bytes: literal, anyCase: true }));
    this.#long = createLiteralScanner(all.filter((literal) => literal.bytes.length >= 8));
    this.#short = createLiteralScanner(all.filter((literal) => literal.bytes.length < 8));
    this.#bytes = createLiteralScanner(bytes);
    this.#leastToken = Math.max(8, Math.min(24, Math.ceil((4 * (shortest + 1)) / 3)));
    this.#ascii = ascii;
    this.#digits = createDigitFinder(numbers);
  }

  mayHold(bytes: Buffer, binary: boolean): boolean {
    this.#work = 4 * bytes.length + 64 * 1024;
    return this.#hides(bytes, bytes.length, 0, binary);
  }

  #hides(bytes: Buffer, end: number, depth: number, binary: boolean): boolean {
    if (end < 4) return false;
    this.#work -= end;
    if (depth > deepest || this.#work < 0) return true;
    if (this.#long.test(bytes, 0, end) || this.#short.test(bytes, 0, end)) return true;
    let seen = 0;
    let token = 0;
    let start = 0;
    const least = this.#leastToken;
    for (let index = 0; index < end; index += 1) {
      const kind = kinds[bytes[index]!]!;
      if (kind < space) token |= kind;
      else {
        if (index - start >= least && this.#tokenHides(bytes, start, index, end, token, depth)) return true;
        seen |= kind;
        token = 0;
        start = index + 1;
      }
    }
    if (end - start >= least && this.#tokenHides(bytes, start, end, end, token, depth)) return true;
    if (this.#hasDigits(bytes, end)) return true;
    if ((seen & (control | high)) !== 0) {
      if ((seen & control) !== 0 && depth === 0 && !binary) return true;
      if (this.#bytes.test(bytes, 0, end)) return true;
      if (holdsCompressed(bytes, end, depth === 0)) return true;
      if (depth > 0 && (seen & control) !== 0 && mayBeUtf16(bytes)) return true;
      // Another charset may be named inside; what is not UTF-8 by accident is read as latin1, which the literals know.
      if (!this.#ascii && depth === 0 && !binary && (seen & high) !== 0 && !isUtf8(bytes.subarray(0, end))) return true;
    }
    if ((seen & ampersand) !== 0 && holdsEntity(bytes, end)) return true;
    return (seen & (percent | backslash)) !== 0 && this.#escapesHide(bytes, end, depth, binary);
  }

  #escapesHide(bytes: Buffer, end: number, depth: number, binary: boolean): boolean {
    const output = this.#scratchAt(depth, end);
    // Bytes that were escaped one by one are left to decoding at first; in what was decoded here they are looked at.
    const lenient = binary || depth > 0;
    const { length, changed, opaque, joined } = undoEscapes(bytes, 0, end, output, this.#ascii, false);
    if (opaque) return true;
    if (!changed) return false;
    if (this.#hides(output, length, depth + 1, lenient)) return true;
    return joined && this.#hides(output, undoEscapes(bytes, 0, end, output, this.#ascii, true).length, depth + 1, lenient);
  }

  #hasDigits(bytes: Buffer, end: number): boolean {
    let found = false;
    this.#digits.find(bytes, 0, end, () => {
      found = true;
    });
    return found;
  }

  /** `token`: the kinds that occur in it. */
  #tokenHides(bytes: Buffer, start: number, stop: number, end: number, token: number, depth: number): boolean {
    if (mayBeBase64(token)) {
      // Wrapped in lines: decoding puts them together.
      if (stop - start >= 60 && stop < end && (bytes[stop] === 10 || bytes[stop] === 13)) return true;
      if (this.#base64Hides(bytes, start, stop, depth)) return true;
      if ((token & symbol) !== 0 && separators.some((mask) => this.#partsHide(bytes, start, stop, depth, mask))) return true;
    }
    return stop - start >= shortestHex && this.#hexHides(bytes, start, stop, depth);
  }

  /** A symbol of the alphabet may as well separate tokens: a slash in a path, a plus in a form, a dash in front. `mask`: which of them do. */
  #partsHide(bytes: Buffer, start: number, stop: number, depth: number, mask: number): boolean {
    let part = start;
    let kind = 0;
    for (let index = start; index <= stop; index += 1) {
      const byte = index < stop ? bytes[index]! : 0;
      if (index < stop && (symbols[byte]! & mask) === 0) {
        kind |= kinds[byte]!;
        continue;
      }
      const length = index - part;
      if (length >= this.#leastToken && length < stop - start && mayBeBase64(kind) && this.#base64Hides(bytes, part, index, depth)) return true;
      part = index + 1;
      kind = 0;
    }
    return false;
  }

  #base64Hides(bytes: Buffer, start: number, stop: number, depth: number): boolean {
    const output = this.#scratchAt(depth, stop - start);
    const length = decodeBase64(bytes, start, stop, output);
    return this.#hides(output, length, depth + 1, true);
  }

  /** Runs of hexadecimal digits whose bytes are text or compressed. */
  #hexHides(bytes: Buffer, start: number, stop: number, depth: number): boolean {
    for (let from = start; from + shortestHex <= stop; ) {
      // From the far end back: the first byte that is no digit rules out all that would contain it.
      let last = from + shortestHex - 1;
      while (last >= from && nibble(bytes[last]!) >= 0) last -= 1;
      if (last >= from) {
        from = last + 1;
        continue;
      }
      let run = from + shortestHex;
      while (run < stop && nibble(bytes[run]!) >= 0) run += 1;
      if (isTelling(bytes, from, run)) {
        const output = this.#scratchAt(depth, run - from);
        if (this.#hides(output, decodeHex(bytes, from, run, output), depth + 1, true)) return true;
      }
      from = run + 1;
    }
    return false;
  }

  #scratchAt(depth: number, size: number): Buffer {
    let buffer = this.#scratch[depth];
    if (buffer === undefined || buffer.length < size) {
      buffer = Buffer.allocUnsafe(Math.max(size, 16 * 1024));
      // A large one is not kept.
      if (size <= 4 * 1024 * 1024) this.#scratch[depth] = buffer;
    }
    return buffer;
  }
}

function mayBeBase64(token: number): boolean {
  return (token & upper) !== 0 && (token & (lower | digit)) !== 0;
}

/** Whether hexadecimal digits decode to eight printable characters in a row, or start like compressed data. */
function isTelling(bytes: Uint8Array, start: number, stop: number): boolean {
  let run = 0;
  for (let index = start; index + 1 < stop; index += 2) {
    const first = nibble(bytes[index]!);
    run = first >= 2 && first <= 7 ? run + 1 : 0;
    if (run >= 8) return true;
  }
  const lead = (nibble(bytes[start]!) << 4) | nibble(bytes[start + 1]!);
  return lead === 0x1f || lead === 0x78 || lead === 0x28;
}

/** Whether gzip, zlib, zstd or zip data starts anywhere (with `atStart`, at the start) in bytes. */
function holdsCompressed(bytes: Uint8Array, end: number, atStart: boolean): boolean {
  const last = atStart ? Math.min(1, end - 4) : end - 4;
  for (let index = 0; index < last; index += 1) {
    const byte = bytes[index]!;
    if (byte !== 0x1f && byte !== 0x78 && byte !== 0x28 && byte !== 0x50) continue;
    const second = bytes[index + 1]!;
    if (byte === 0x1f && second === 0x8b && bytes[index + 2] === 8) return true;
    if (byte === 0x78 && ((byte << 8) | second) % 31 === 0 && (second & 0x20) === 0) return true;
    if (byte === 0x28 && second === 0xb5 && bytes[index + 2] === 0x2f && bytes[index + 3] === 0xfd) return true;
    if (byte === 0x50 && second === 0x4b && bytes[index + 2] === 3 && bytes[index + 3] === 4) return true;
  }
  return false;
}

/** By its mark, or by the zeros of its first characters. */
function mayBeUtf16(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return true;
  return (bytes[0] === 0 && bytes[2] === 0) || (bytes[1] === 0 && bytes[3] === 0);
}

/** Whether a character reference of HTML or XML stands in a text: `&#64;`, `&commat;`. */
function holdsEntity(bytes: Uint8Array, end: number): boolean {
  for (let index = bytes.indexOf(38); index >= 0 && index < end; index = bytes.indexOf(38, index + 1)) {
    let at = index + 1;
    if (bytes[at] === 35) return true;
    while (at < end && at - index < 32 && kinds[bytes[at]!]! < symbol) at += 1;
    if (at < end && at > index + 1 && bytes[at] === 59) return true;
  }
  return false;
}

function isLatin1(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 255) return false;
  return true;
}
