import { holdsText, isMostlyText } from '../printable.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform, Undone } from '../transform.js';

const alphabet = new Uint8Array(128);
const sextets = new Uint8Array(128);
for (const [index, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_'].entries()) {
  alphabet[character.charCodeAt(0)] = 1;
  sextets[character.charCodeAt(0)] = index < 64 ? index : index - 2;
}

/** A token that stands in a short text must have 8 characters; in longer texts, where words abound, 16. */
const shortText = 256;

/**
 * Base64 (RFC 4648, sections 4 and 5): either alphabet, padded or not, wrapped in lines or not, as a whole value or as tokens in
 * a text (so the parts of a JWT too). What becomes text is certain unless the token looks like a word; other bytes are a guess.
 */
export const base64: Transform = {
  name: 'base64',
  codings: ['base64', 'b64'],
  needs: shape.upper,
  looksLike: (text, seen) => text.length >= 8 && (seen & (shape.lower | shape.digit)) !== 0 && eachToken(text, mayHide),
  undo(source, _allowance, declared) {
    const text = source.units;
    if (declared) return [{ source: Source.ofBytes(Buffer.from(text, 'base64')), start: 0, end: source.length, sure: 'certain' }];
    const found: Undone[] = [];
    eachToken(text, (_whole, start, end) => token(text, start, end, found));
    return found;
  },
};

/** Calls `onToken` for each token that is long enough, until it says true; whether it did. */
function eachToken(text: string, onToken: (text: string, start: number, end: number) => boolean): boolean {
  const least = text.length <= shortText ? 8 : 16;
  for (let index = 0; index + least <= text.length; ) {
    if (!inAlphabet(text.charCodeAt(index))) {
      index += 1;
      continue;
    }
    const { end, without } = tokenEnd(text, index);
    if (end - index >= least && onToken(text, index, end)) return true;
    if (without !== undefined && onToken(text, index, without)) return true;
    index = end;
  }
  return false;
}

/**
 * The end of a token: its characters, its padding, and its further lines when it is wrapped. `without`: where it ends if its last line, which is
 * shorter and without padding, is none of its own but a word on a line that follows.
 */
function tokenEnd(text: string, start: number): { readonly end: number; readonly without?: number } {
  let line = start;
  let index = start;
  let before: number | undefined;
  const ends = (end: number) => (before === undefined || text.charCodeAt(end - 1) === 61 ? { end } : { end, without: before });
  for (;;) {
    while (inAlphabet(text.charCodeAt(index))) index += 1;
    if (text.charCodeAt(index) === 61) {
      index += 1;
      return ends(text.charCodeAt(index) === 61 ? index + 1 : index);
    }
    let next = index;
    if (text.charCodeAt(next) === 13) next += 1;
    if (text.charCodeAt(next) !== 10) return ends(index);
    next += 1;
    // MIME wraps at 76 characters, PEM at 64.
    if (index - line < 60 || (index - line) % 4 !== 0 || !inAlphabet(text.charCodeAt(next))) return ends(index);
    before = index;
    line = next;
    index = next;
  }
}

/** Always false: it wants the next one too. */
function token(text: string, start: number, end: number, found: Undone[]): boolean {
  const whole = decode(text, start, end);
  if (whole?.sure === 'certain') {
    found.push(whole);
    return false;
  }
  // The url-safe alphabet's dashes and the other's slashes may as well be separators around a token.
  let part = start;
  let parts = 0;
  for (let index = start; index <= end; index += 1) {
    const code = index < end ? text.charCodeAt(index) : 47;
    if (code !== 47 && code !== 45 && code !== 95) continue;
    if (index - part >= 16 && index - part < end - start) {
      const piece = decode(text, part, index);
      if (piece?.sure === 'certain') {
        found.push(piece);
        parts += 1;
      }
    }
    part = index + 1;
  }
  if (parts > 0) return false;
  const glued = end - start > 16 ? behindPrefix(text, start, end) : undefined;
  if (glued !== undefined) found.push(glued);
  if (glued?.sure !== 'certain' && whole !== undefined) found.push(whole);
  return false;
}

/** A token behind one to three characters that belong to something else: a version in front (`007…`), or the rest of a group that was cut. */
function behindPrefix(text: string, start: number, end: number): Undone | undefined {
  for (let from = start + 1; from <= start + 3; from += 1) {
    if (!startsLikeText(text, from) && !startsLikeCompressed(text, from)) continue;
    const found = decode(text, from, end);
    if (found === undefined) continue;
    if (found.sure === 'certain' || startsLikeCompressed(text, from)) return found;
  }
  // More characters in front than three: whichever way the groups then lie, text shows behind a few bytes of chance.
  for (let from = start; from <= start + 3; from += 1) {
    const found = decode(text, from, end - ((end - from) % 4 === 1 ? 1 : 0));
    if (found !== undefined && holdsText(found.source.bytes)) return found;
  }
  return undefined;
}

/** Whether the first bytes are those of gzip, zlib or zstd. */
function startsLikeCompressed(text: string, start: number): boolean {
  const bits = (sextet(text, start) << 12) | (sextet(text, start + 1) << 6) | sextet(text, start + 2);
  const first = bits >> 10;
  const second = (bits >> 2) & 255;
  if (first === 0x1f) return second === 0x8b;
  if (first === 0x28) return second === 0xb5;
  return first === 0x78 && (second & 32) === 0 && ((first << 8) | second) % 31 === 0;
}

/** Whether a token, or what stands behind a first character that is none of its own, may be encoded. */
function mayHide(text: string, start: number, end: number): boolean {
  return mayBeEncoded(text, start, end) || (end - start > 16 && mayBeEncoded(text, start + 1, end));
}

function decode(text: string, start: number, end: number): Undone | undefined {
  if (!mayBeEncoded(text, start, end)) return undefined;
  const bytes = Buffer.from(text.slice(start, end), 'base64');
  const certain = isMostlyText(bytes);
  if (!certain && bytes.length < 10) return undefined;
  return { source: Source.ofBytes(bytes), start, end, sure: certain ? 'certain' : 'guess' };
}

/** Cheap reasons why a token is no base64: an impossible length, a word, a number, hexadecimal digits, a UUID. */
function mayBeEncoded(token: string, start: number, end: number): boolean {
  let bare = end;
  while (bare > start && (token.charCodeAt(bare - 1) === 61 || token.charCodeAt(bare - 1) <= 13)) bare -= 1;
  let upper = 0;
  let upperHex = true;
  let lower = 0;
  let digits = 0;
  let symbols = 0;
  for (let index = start; index < bare; index += 1) {
    const code = token.charCodeAt(index);
    if (code >= 97) {
      lower += 1;
      if (code > 102) upperHex = false;
    } else if (code >= 65) {
      if (code === 95) symbols += 1;
      else {
        upper += 1;
        if (code > 70) upperHex = false;
      }
    } else if (code >= 48) digits += 1;
    else if (code > 13) symbols += 1;
  }
  const letters = upper + lower + digits + symbols;
  if (letters % 4 === 1) return false;
  if (upper === 0 || lower + digits === 0) return false;
  if (upperHex && letters >= 16) return false;
  // A capitalised word.
  if (upper === 1 && lower === letters - 1 && letters < 16 && token.charCodeAt(start) <= 90) return false;
  return letters >= 16 || startsLikeText(token, start);
}

/** Whether the first two bytes can begin a UTF-8 text. Short tokens must be text, and most words fail here. */
function startsLikeText(token: string, start: number): boolean {
  const bits = (sextet(token, start) << 12) | (sextet(token, start + 1) << 6) | sextet(token, start + 2);
  const first = bits >> 10;
  const second = (bits >> 2) & 255;
  if (first >= 0x80) return first >= 0xc2 && first <= 0xf4 && second >= 0x80 && second < 0xc0;
  return !isControl(first) && !isControl(second) && (second < 0x80 || second >= 0xc2);
}

function isControl(byte: number): boolean {
  return (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127;
}

function sextet(token: string, index: number): number {
  return sextets[token.charCodeAt(index)]!;
}

function inAlphabet(code: number): boolean {
  return code < 128 && alphabet[code] === 1;
}
