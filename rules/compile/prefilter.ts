import { isUtf8 } from 'node:buffer';
import { decodeBase64, decodeHex, nibble } from './decode-token.js';
import { base32Literals, base64Literals, shortForBase64, spaceLiterals } from './encoded-literals.js';
import { findDigits } from './find-digits.js';
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
  readonly #digits = new Set<string>();
  /** Tokens at least so long may hold a value that no literal shows: encoded twice, or compressed. */
  readonly #leastToken: number;
  readonly #ascii: boolean;
  readonly #scratch: Buffer[] = [];
  #work = 0;

  constructor(values: readonly PlantedValue[]) {
    const literals = new Map<string, Uint8Array>();
    const bytes: Literal[] = [];
    let shortest = 24;
    let ascii = true;
    const add = (literal: Uint8Array): void => {
      literals.set(Buffer.from(literal).toString('latin1').toLowerCase(), literal);
    };
    for (const { forms, digits } of values) {
      for (const number of digits) {
        this.#digits.add(number);
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
    if (this.#digits.size > 0 && this.#hasDigits(bytes, end)) return true;
    if ((seen & (control | high)) !== 0) {
      if ((seen & control) !== 0 && depth === 0 && !binary) return true;
      if (this.#bytes.test(bytes, 0, end)) return true;
      if (holdsCompressed(bytes, end, depth === 0)) return true;
      if (!this.#ascii && (seen & high) !== 0 && !isUtf8(bytes.subarray(0, end))) return true;
    }
    if ((seen & ampersand) !== 0 && holdsEntity(bytes, end)) return true;
    return (seen & (percent | backslash)) !== 0 && this.#escapesHide(bytes, end, depth, binary);
  }

  #escapesHide(bytes: Buffer, end: number, depth: number, binary: boolean): boolean {
    const output = this.#scratchAt(depth, end);
    const { length, changed, opaque } = undoEscapes(bytes, 0, end, output, this.#ascii);
    // Bytes that were escaped one by one are worth a look by decoding; those of a known text are looked at here.
    return opaque || (changed && this.#hides(output, length, depth + 1, binary || depth > 0));
  }

  #hasDigits(bytes: Buffer, end: number): boolean {
    let found = false;
    findDigits(bytes, 0, end, this.#digits, () => {
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
      if ((token & symbol) !== 0 && this.#partsHide(bytes, start, stop, depth)) return true;
    }
    return stop - start >= 16 && this.#hexHides(bytes, start, stop, depth);
  }

  /** A dash or slash may separate tokens as well as be part of one. */
  #partsHide(bytes: Buffer, start: number, stop: number, depth: number): boolean {
    let part = start;
    let kind = 0;
    for (let index = start; index <= stop; index += 1) {
      const next = index < stop ? kinds[bytes[index]!]! : symbol;
      if (next !== symbol || bytes[index] === 43) {
        kind |= next;
        continue;
      }
      if (
        index - part >= this.#leastToken &&
        index - part < stop - start &&
        mayBeBase64(kind) &&
        this.#base64Hides(bytes, part, index, depth)
      ) {
        return true;
      }
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
    for (let index = start; index < stop; index += 1) {
      if (nibble(bytes[index]!) < 0) continue;
      let run = index + 1;
      while (run < stop && nibble(bytes[run]!) >= 0) run += 1;
      if (run - index >= 16 && isTelling(bytes, index, run)) {
        const output = this.#scratchAt(depth, run - index);
        if (this.#hides(output, decodeHex(bytes, index, run, output), depth + 1, true)) return true;
      } else if (run - index < 16 && run < stop && stop - run < 16) return false;
      index = run;
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
