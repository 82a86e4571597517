import { isUtf8 } from 'node:buffer';
import { inflateStart, inflateWhole, isHashLike, mayBeBrotli } from '../../model/index.js';
import { brotliStart } from './brotli-start.js';
import { kind, kinds } from './byte-kinds.js';
import { base32Cases, decodeBase32, decodeBase64, decodeHex, mayStart, nibble } from './decode-token.js';
import type { DigitFinder } from './digit-finder.js';
import { EscapeFinder } from './escape-finder.js';
import { compressedMark, findCompressed } from './find-compressed.js';
import { anyMark, findTokens } from './find-tokens.js';
import { holdsFullWidthDigits } from './full-width-digits.js';
import { goesOn, shortestLine } from './goes-on.js';
import { inStretches, type Test } from './in-stretches.js';
import { joinChunks } from './join-chunks.js';
import { kindsIn } from './kinds-in.js';
import { looksLikeDns } from './looks-like-dns.js';
import { narrowBytes, narrowPairs } from './narrow-bytes.js';
import type { PlantedValue } from './planted-index.js';
import { noRest, type Rest } from './rest.js';
import { leastForKernel, scanKernel, tokenMark } from './scan-kernel.js';
import { leastLong, type SearchLiterals, searchLiterals } from './search-literals.js';
import { mostShort } from './short-filter.js';
import { TokenMemory } from './token-memory.js';
import { undoEscapes } from './undo-escapes.js';
import { wideText } from './wide-text.js';
import { createXorFinder } from './xor-finder.js';

/** Decides over bytes, without decoding them, whether decoding could bring a planted value to light. */
export interface Prefilter {
  /**
   * False is a proof that none is there; true is a maybe. `binary`: bytes of a medium or an unknown format, which are searched as they stand;
   * otherwise bytes that are not text are a maybe, since a structured format may be in them. `numbers`: a binary format is declared, so a number may stand
   * in them as it is although all of them happen to be characters.
   */
  mayHold(bytes: Buffer, binary: boolean, numbers?: boolean): boolean;
}

/** Digits of the shortest hexadecimal text worth decoding: eight bytes. */
const shortestHex = 16;
/** Characters of the shortest base32 worth decoding: ten bytes. */
const shortestBase32 = 16;
/** Bytes of the shortest outcome of base64 that counts although it is no text. */
const shortestBytes = 10;
/** Bytes of the shortest data that is taken for compressed without a mark. */
const shortestBare = 8;
/** Bytes of the shortest text to scan for; a shorter one would stop at every other word. */
const shortestScannable = 5;
/** Bytes of the shortest binary form to scan for. */
const shortestBinary = 3;
/** Deeper nesting is left to decoding. */
const deepest = 6;
/** The shortest value to scan for, with one character percent-encoded. */
const shortestEscaped = shortestScannable + 2;
/** Escapes of bytes by number from which on an outcome that is no text is left to decoding: in a text, and in bytes, where chance makes one every now and then. */
const fewCoded = 3;
const manyCoded = 8;
/** Characters in front of a token that a length and a tag may look like. */
const mostGlued = 3;
/** Bytes that compressed data is undone to here; what holds more is left to decoding. */
const mostInflated = 16 * 1024;

/** Bytes whose tokens are looked at between two rests, and from which on one look is followed by one. */
const tokensAtOnce = 8 * 1024;
const leastForRest = 4 * 1024;
/** Bytes whose kinds are looked at between two rests. */
const kindsAtOnce = 128 * 1024;

// As constants: the loops over bytes are most of what judging a clean message costs.
const { lower, upper, digit, space, control, high } = kind;

/** `/`, `+` and the dashes as separators: alone, together, all. */
const symbols = new Uint8Array(256);
symbols[47] = 1;
symbols[43] = 2;
symbols[45] = 4;
symbols[95] = 4;
const separators = [1, 2, 3, 5, 7];

/** Whether a value's forms are long enough for a scan. Coordinates are not: as floating point numbers they have too many forms. */
export function isScannable(value: PlantedValue): boolean {
  if (value.forms.some(({ half }) => half !== undefined)) return false;
  return value.forms.every(({ binary, text }) => (binary === undefined ? Buffer.byteLength(text) >= shortestScannable : binary !== 'tiny'));
}

/** `rest`: between two steps of a long search. */
export function createPrefilter(values: readonly PlantedValue[], rest: Rest = noRest): Prefilter {
  const scannable = values.filter(isScannable);
  if (scannable.length === 0) return { mayHold: () => false };
  return new Search(scannable, rest);
}

class Search implements Prefilter {
  readonly #texts: SearchLiterals['texts'];
  readonly #few: SearchLiterals['few'];
  readonly #tokens: SearchLiterals['tokens'];
  readonly #xored: Test;
  /** Bytes of numbers and the like: looked for in what is not text. */
  readonly #bytes: SearchLiterals['bytes'];
  readonly #digits: DigitFinder;
  readonly #hasNumbers: boolean;
  /** Tokens at least so long may hold a value that no literal shows: encoded twice, or compressed. */
  readonly #leastToken: number;
  readonly #ascii: boolean;
  /** A value's text has a quote in it; its bytes have, which percent-encoding may leave as it is and the escapes of strings may not. */
  readonly #quoted: boolean;
  readonly #quotedBytes: boolean;
  readonly #scratch: Buffer[] = [];
  readonly #inflated: Buffer[] = [];
  /** Tokens that hide nothing. */
  readonly #clean = new TokenMemory();
  readonly #rest: Rest;
  #work = 0;

  constructor(values: readonly PlantedValue[], rest: Rest) {
    const { texts, few, tokens, bytes, digits, leastToken, ascii } = searchLiterals(values, rest);
    this.#rest = rest;
    this.#texts = texts;
    this.#few = few;
    this.#tokens = tokens;
    const xored = values.flatMap((value) => value.xored);
    const longest = xored.reduce((most, text) => Math.max(most, Buffer.byteLength(text)), 1);
    this.#xored = inStretches(createXorFinder(xored).test, longest, rest);
    this.#bytes = bytes;
    this.#digits = digits;
    this.#hasNumbers = values.some((value) => value.digits.length > 0);
    this.#leastToken = leastToken;
    this.#ascii = ascii;
    this.#quoted = values.some(({ forms }) => forms.some(({ text, binary }) => binary === undefined && text.includes('"')));
    this.#quotedBytes = values.some(({ forms }) => forms.some(({ text, binary }) => binary !== undefined && text.includes('"')));
  }

  mayHold(bytes: Buffer, binary: boolean, numbers = false): boolean {
    this.#work = 4 * bytes.length + 64 * 1024;
    return (numbers && this.#bytes(bytes, 0, bytes.length)) || this.#hides(bytes, bytes.length, 0, binary);
  }

  #hides(bytes: Buffer, end: number, depth: number, binary: boolean): boolean {
    if (end < shortestBinary) return false;
    this.#work -= end;
    if (depth > deepest || this.#work < 0) return true;
    if (looksLikeDns(bytes, end)) return true;
    if (this.#texts(bytes, end, depth > 0) || this.#xored(bytes, 0, end)) return true;
    if (end < shortestBare && depth > 0) return this.#hasDigits(bytes, end) || this.#bytes(bytes, 0, end);
    this.#restAfter(end);
    const seen = this.#kindsIn(bytes, end);
    if (this.#tokensHide(bytes, end, depth, (seen & (control | high)) !== 0)) return true;
    this.#restAfter(end);
    if (this.#hasDigits(bytes, end)) return true;
    this.#restAfter(end);
    const text = (seen & (control | high)) === 0;
    if (!text) {
      if ((seen & control) !== 0 && depth === 0 && !binary) return true;
      if (this.#bytes(bytes, 0, end) || ((seen & control) !== 0 && this.#hasWideDigits(bytes, end, depth))) return true;
      // Another charset may be named inside; what is not UTF-8 by accident is read as latin1, which the literals know.
      if (!this.#ascii && depth === 0 && !binary && (seen & high) !== 0 && !isUtf8(bytes.subarray(0, end))) return true;
      if ((seen & high) !== 0 && this.#narrowXored(bytes, end, depth)) return true;
      if (depth > 0 && (seen & control) !== 0 && (seen & high) !== 0 && this.#narrowHides(bytes, end, depth)) return true;
      if (this.#chunksHide(bytes, end, depth)) return true;
      const wide = wideText(bytes, end);
      if (wide !== undefined && this.#hides(wide, wide.length, depth + 1, true)) return true;
    }
    // A text is compressed from its start or not at all; anything may stand in bytes of another kind.
    if (this.#compressedHides(bytes, end, depth, text || (depth === 0 && !binary))) return true;
    if (!text && (depth > 0 || binary) && this.#bareHides(bytes, end, depth)) return true;
    if (!text && depth > 0 && !holdsRun(bytes, end, this.#ascii)) return false;
    return this.#escapesHide(bytes, end, depth, binary);
  }

  /** After a look through so many bytes. What a token decodes to is too short: asking each time would cost more than looking. */
  #restAfter(length: number): void {
    if (length >= leastForRest) this.#rest();
  }

  #kindsIn(bytes: Buffer, end: number): number {
    let seen = 0;
    for (let from = 0; from < end; from += kindsAtOnce) {
      const part = from === 0 && end <= kindsAtOnce ? bytes : bytes.subarray(from, Math.min(end, from + kindsAtOnce));
      seen |= kindsIn(part, Math.min(end - from, kindsAtOnce));
      this.#restAfter(end);
    }
    return seen;
  }

  #chunksHide(bytes: Buffer, end: number, depth: number): boolean {
    const output = this.#scratchAt(depth, end);
    const length = joinChunks(bytes, end, output);
    return length > 0 && this.#hides(output, length, depth + 1, true);
  }

  /** Undoes what starts like zlib data: chance makes a few random bytes start like it every now and then. */
  #compressedHides(bytes: Buffer, end: number, depth: number, atStart: boolean): boolean {
    const last = atStart ? 4 : end;
    for (let at = findCompressed(bytes, 0, last); at >= 0; at = findCompressed(bytes, at + 1, last)) {
      if (compressedMark(bytes, at) === 'other') return true;
      this.#inflated[depth] ??= Buffer.allocUnsafe(mostInflated);
      const output = this.#inflated[depth];
      const length = inflateStart(bytes, at + 2, end, output);
      if (length === output.length) return true;
      this.#work -= 64;
      if (this.#work < 0 || this.#hides(output, length, depth + 1, true)) return true;
    }
    return false;
  }

  /** Undoes data that was compressed without a mark, which must then go on to its end. */
  #bareHides(bytes: Buffer, end: number, depth: number): boolean {
    if (end < shortestBare) return false;
    const type = (bytes[0]! >> 1) & 3;
    if (type === 1 || type === 2) {
      this.#inflated[depth] ??= Buffer.allocUnsafe(mostInflated);
      const output = this.#inflated[depth];
      const length = inflateWhole(bytes, 0, end, output);
      if (length === output.length) return true;
      if (length > 0 && this.#hides(output, length, depth + 1, true)) return true;
    }
    if (!mayBeBrotli(bytes, end)) return false;
    this.#work -= 1024;
    const found = brotliStart(bytes.subarray(0, end), mostInflated);
    return found === 'more' || (found !== undefined && this.#hides(found, found.length, depth + 1, true));
  }

  /** Looks at every token that is long enough. `glued`: among bytes that are no text, where a length or a tag may look like its first characters. From its far end back: the first byte of no token rules out all tokens that would contain it. */
  #tokensHide(bytes: Buffer, end: number, depth: number, glued: boolean): boolean {
    const least = this.#leastToken;
    const kernel = end < leastForKernel ? undefined : scanKernel();
    if (kernel !== undefined) {
      return findTokens(kernel, bytes, end, least, this.#rest, (from, stop, marks) =>
        this.#tokenHides(bytes, from, stop, end, depth, glued, marks),
      );
    }
    let rested = 0;
    for (let from = 0; from + least <= end; ) {
      if (from - rested >= tokensAtOnce) {
        this.#rest();
        rested = from;
      }
      let last = from + least - 1;
      while (last >= from && kinds[bytes[last]!]! < space) last -= 1;
      if (last >= from) {
        from = last + 1;
        continue;
      }
      let stop = from + least;
      while (stop < end && kinds[bytes[stop]!]! < space) stop += 1;
      if (this.#tokenHides(bytes, from, stop, end, depth, glued)) return true;
      from = stop + 1;
    }
    return false;
  }

  /**
   * Undoes each stretch between two quotes that has something to undo. No planted value has a quote in it, unless one is in `#quoted`: then a
   * value may go over a quote that belongs to no string.
   */
  #escapesHide(bytes: Buffer, end: number, depth: number, binary: boolean): boolean {
    let done = 0;
    let rested = 0;
    const escapes = new EscapeFinder(bytes, end);
    for (let at = escapes.next(0); at >= 0; at = escapes.next(done)) {
      if (at - rested >= tokensAtOnce) {
        this.#rest();
        rested = at;
      }
      let start = at;
      let stop = end;
      if (this.#quoted || (this.#quotedBytes && bytes[at] === 37)) start = 0;
      else {
        while (start > done && bytes[start - 1] !== 34) start -= 1;
        for (stop = at; stop < end && bytes[stop] !== 34; stop += 1) if (bytes[stop] === 92) stop += 1;
        stop = Math.min(stop, end);
      }
      if (this.#stretchHides(bytes, start, stop, depth, binary)) return true;
      done = stop + 1;
    }
    return false;
  }

  #stretchHides(bytes: Buffer, start: number, end: number, depth: number, binary: boolean): boolean {
    const output = this.#scratchAt(depth, end - start);
    // Bytes that were escaped one by one are left to decoding at first; in what was decoded here they are looked at.
    const lenient = binary || depth > 0;
    const { length, changed, joined, spaced, mixed, coded } = undoEscapes(bytes, start, end, output, 'all');
    if (!changed) return false;
    const text = isText(output, length);
    if (!text && coded >= fewCoded && (coded >= manyCoded || isText(bytes.subarray(start, end), end - start))) return true;
    if (this.#hides(output, length, depth + 1, lenient)) return true;
    if (
      (joined || (spaced && kindsIn(output, length) !== 0)) &&
      this.#hides(output, undoEscapes(bytes, start, end, output, 'apart').length, depth + 1, lenient)
    )
      return true;
    if (!mixed) return false;
    // A percent sign in front of what is escaped by a backslash is none of its own.
    return this.#hides(output, undoEscapes(bytes, start, end, output, 'backslashes').length, depth + 1, lenient);
  }

  /** Bytes that became characters one by one may be compressed, or the document of a format. */
  #narrowHides(bytes: Buffer, end: number, depth: number): boolean {
    const output = this.#scratchAt(depth, end);
    const length = narrowBytes(bytes, end, output);
    return length > 0 && this.#hides(output, length, depth + 1, true);
  }

  /** Bytes that were combined with a byte and became characters, which UTF-8 writes with two bytes each. */
  #narrowXored(bytes: Buffer, end: number, depth: number): boolean {
    const output = this.#scratchAt(depth, end);
    const length = narrowPairs(bytes, end, output);
    return length < end && this.#xored(output, 0, length);
  }

  #hasDigits(bytes: Buffer, end: number): boolean {
    if (!this.#hasNumbers) return false;
    if (holdsFullWidthDigits(bytes, end)) return true;
    let found = false;
    this.#digits.find(bytes, 0, end, () => {
      found = true;
    });
    return found;
  }

  /** Numbers in UTF-16 that stands in other bytes. */
  #hasWideDigits(bytes: Buffer, end: number, depth: number): boolean {
    if (!this.#hasNumbers) return false;
    const output = this.#scratchAt(depth, end);
    let length = 0;
    for (let index = 0; index < end; index += 1) if (bytes[index] !== 0) output[length++] = bytes[index]!;
    return length < end && this.#hasDigits(output, length);
  }

  /** `marks`: what may be so of it. A token of base64 has an upper-case letter; hexadecimal and base32 digits stand together. */
  #tokenHides(bytes: Buffer, start: number, stop: number, end: number, depth: number, glued: boolean, marks = anyMark): boolean {
    if (stop - start >= leastLong && this.#tokens(bytes, start, stop)) return true;
    if (marks === 0 && stop - start < shortestLine) return false;
    const remembered = depth === 0 && !glued;
    if (remembered && this.#clean.has(bytes, start, stop)) return false;
    if (this.#anyLayerHides(bytes, start, stop, end, depth, glued, marks)) return true;
    if (remembered) this.#clean.add(bytes, start, stop);
    return false;
  }

  #anyLayerHides(bytes: Buffer, start: number, stop: number, end: number, depth: number, glued: boolean, marks: number): boolean {
    const length = stop - start;
    let token = 0;
    if ((marks & tokenMark.marked) !== 0) for (let index = start; index < stop; index += 1) token |= kinds[bytes[index]!]!;
    const wrapped = length >= shortestLine && stop < end && (bytes[stop] === 10 || bytes[stop] === 13);
    if (wrapped && (glued || goesOn(bytes, start, stop))) return true;
    if (mayBeBase64(token)) {
      if (this.#base64Hides(bytes, start, stop, depth, glued)) return true;
      if ((token & kind.symbol) !== 0 && this.#anyPartHides(bytes, start, stop, depth)) return true;
    }
    return (
      (marks & tokenMark.dense) !== 0 &&
      length >= shortestHex &&
      (this.#hexHides(bytes, start, stop, depth, glued) || this.#base32Hides(bytes, start, stop, depth, glued))
    );
  }

  /** A symbol of the alphabet may as well separate tokens: a slash in a path, a plus in a form, a dash in front. */
  #anyPartHides(bytes: Buffer, start: number, stop: number, depth: number): boolean {
    let present = 0;
    for (let index = start; index < stop; index += 1) present |= symbols[bytes[index]!]!;
    let tried = 0;
    for (const mask of separators) {
      const effective = mask & present;
      if (effective === 0 || (tried & (1 << effective)) !== 0) continue;
      tried |= 1 << effective;
      if (this.#partsHide(bytes, start, stop, depth, effective)) return true;
    }
    return false;
  }

  /** `mask`: which symbols separate. */
  #partsHide(bytes: Buffer, start: number, stop: number, depth: number, mask: number): boolean {
    let part = start;
    let seen = 0;
    for (let index = start; index <= stop; index += 1) {
      const byte = index < stop ? bytes[index]! : 0;
      if (index < stop && (symbols[byte]! & mask) === 0) {
        seen |= kinds[byte]!;
        continue;
      }
      if (index - part >= this.#leastToken && mayBeBase64(seen) && this.#base64Hides(bytes, part, index, depth)) return true;
      part = index + 1;
      seen = 0;
    }
    return false;
  }

  #base64Hides(bytes: Buffer, start: number, stop: number, depth: number, glued = false): boolean {
    const output = this.#scratchAt(depth, stop - start);
    const whole = mayCount(bytes, start, stop) ? decodeBase64(bytes, start, stop, output) : 0;
    if ((whole >= shortestBytes || isPlainText(output, whole)) && this.#hides(output, whole, depth + 1, true)) return true;
    // Characters in front may belong to something else; then only text, what holds text, or what starts like compressed data, is a token.
    for (let from = start + 1; from <= start + 3 && stop - from >= this.#leastToken; from += 1) {
      if (!mayCount(bytes, from, stop)) continue;
      const length = decodeBase64(bytes, from, stop, output);
      if (length < shortestBytes && !isPlainText(output, length)) continue;
      if (!glued && !holdsTellingText(output, length)) {
        if (!mayStart(bytes, from)) continue;
        if (compressedMark(output, 0) === undefined && !isUtf8(output.subarray(0, length))) continue;
      }
      if (this.#hides(output, length, depth + 1, true)) return true;
    }
    return false;
  }

  /** Runs of hexadecimal digits whose bytes are text or compressed. `glued`: the first of them may belong to something else. */
  #hexHides(bytes: Buffer, start: number, stop: number, depth: number, glued: boolean): boolean {
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
      const output = this.#scratchAt(depth, run - from);
      if (this.#digitsHide(output, decodeHex(bytes, from, run, output), depth)) return true;
      if (glued && this.#digitsHide(output, decodeHex(bytes, from + 1, run, output), depth)) return true;
      from = run + 1;
    }
    return false;
  }

  /** What hexadecimal or base32 digits spell: of what looks like a hash, only whether it is a value all the same. */
  #digitsHide(bytes: Buffer, end: number, depth: number): boolean {
    if (!isHashLike(bytes, end)) return this.#hides(bytes, end, depth + 1, true);
    if ((end > mostShort || this.#few(bytes, 0, end)) && (this.#texts(bytes, end, true) || this.#bytes(bytes, 0, end))) return true;
    return this.#hasDigits(bytes, end) || this.#xored(bytes, 0, end);
  }

  /** Runs of base32 in one case whose bytes are text or compressed. */
  #base32Hides(bytes: Buffer, start: number, stop: number, depth: number, glued: boolean): boolean {
    for (let from = start; from + shortestBase32 <= stop; ) {
      // As for hexadecimal digits.
      let last = from + shortestBase32 - 1;
      let cases = 3;
      while (last >= from && (cases & base32Cases[bytes[last]!]!) !== 0) cases &= base32Cases[bytes[last--]!]!;
      if (last >= from) {
        from = last + 1;
        continue;
      }
      let run = from + shortestBase32;
      while (run < stop && (cases & base32Cases[bytes[run]!]!) !== 0) cases &= base32Cases[bytes[run++]!]!;
      const output = this.#scratchAt(depth, run - from);
      for (let first = from; first <= from + (glued ? mostGlued : 0); first += 1) {
        if (this.#digitsHide(output, decodeBase32(bytes, first, run, output), depth)) return true;
      }
      from = run;
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

/** UTF-8 without a control character but breaks. */
function isPlainText(bytes: Buffer, length: number): boolean {
  const seen = kindsIn(bytes, length);
  return (seen & control) === 0 && ((seen & high) === 0 || isUtf8(bytes.subarray(0, length)));
}

/** UTF-8 without a control character. */
function isText(bytes: Buffer, length: number): boolean {
  const seen = kindsIn(bytes, length);
  return (seen & control) === 0 && ((seen & high) === 0 || isUtf8(bytes.subarray(0, length)));
}

/** Characters in a row by which the decoder tells that bytes hold a text. */
const tellingRun = 8;

/** Whether so many stand together, looked for in strides. */
function holdsTellingText(bytes: Uint8Array, length: number): boolean {
  for (let at = tellingRun - 1; at < length; ) {
    let back = at;
    while (back > at - tellingRun && bytes[back]! >= 32 && bytes[back]! < 127) back -= 1;
    if (back === at - tellingRun) return true;
    at = back + tellingRun;
  }
  return false;
}

/** Whether what base64 decodes to counts, as far as its first characters tell: so few bytes must be a text. Dates with a time are such tokens. */
function mayCount(bytes: Uint8Array, start: number, stop: number): boolean {
  return ((stop - start) * 3) >> 2 >= shortestBytes || mayStart(bytes, start);
}

function mayBeBase64(token: number): boolean {
  return (token & upper) !== 0 && (token & (lower | digit)) !== 0;
}

/** Whether characters stand together, so many that a value may be among them with a character escaped. `ascii`: those beyond ASCII count for none. */
function holdsRun(bytes: Uint8Array, end: number, ascii: boolean): boolean {
  const breaks = ascii ? control | high : control;
  let run = 0;
  for (let index = 0; index < end; index += 1) {
    run = (kinds[bytes[index]!]! & breaks) === 0 ? run + 1 : 0;
    if (run === shortestEscaped) return true;
  }
  return false;
}
