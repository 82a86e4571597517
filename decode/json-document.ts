import type { Leaves } from './format.js';
import { JsonLevels } from './json-levels.js';
import { type Shape, shape, shapeOfCode } from './shape.js';
import type { Source } from './source.js';
import { undoStringEscapes } from './string-escapes.js';

/** `end`: where it stopped reading. `any`: whether a leaf was found before it failed. */
export type JsonOutcome =
  | { readonly kind: 'read'; readonly end: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly end: number; readonly any: boolean };

const literals = ['true', 'false', 'null'] as const;

/**
 * Reads one JSON document (RFC 8259) from a position on, leaf by leaf with positions, without recursion: nesting costs memory
 * only. More lenient than the RFC in a comma before a closing bracket and in control characters inside strings.
 */
export function readJsonDocument(source: Source, start: number, into: Leaves, keys: Set<string>): JsonOutcome {
  const text = source.units;
  const levels = new JsonLevels();
  const string = new JsonString(source);
  let place = into.root;
  let index = start;
  let any = false;
  let keyDue = false;

  for (;;) {
    index = skipSpace(text, index);
    let code = text.charCodeAt(index);
    if (keyDue) {
      // A key, or the end of an object after `{` or a comma.
      if (code === 34) {
        const end = string.find(index);
        if (end < 0) return { kind: 'failed', end: index, any };
        const key = string.value(index + 1, end);
        const colon = skipSpace(text, end + 1);
        if (text.charCodeAt(colon) !== 58) return { kind: 'failed', end: index, any };
        place = levels.entry(key);
        if (!keys.has(key)) {
          keys.add(key);
          if (!into.key(place, key, index + 1, end)) return { kind: 'stopped' };
        }
        keyDue = false;
        index = colon + 1;
        continue;
      }
      if (code !== 125) return { kind: 'failed', end: index, any };
      keyDue = false;
    } else if (code === 34) {
      const end = string.find(index);
      if (end < 0) return { kind: 'failed', end: index, any };
      if (end > index + 1 && !into.leaf(place, string.value(index + 1, end), index + 1, end, string.seen)) return { kind: 'stopped' };
      any = true;
      index = end + 1;
    } else if (code === 123) {
      levels.open(place, 'object');
      keyDue = true;
      index += 1;
      continue;
    } else if (code === 91) {
      levels.open(place, 'array');
      index = skipSpace(text, index + 1);
      if (text.charCodeAt(index) !== 93) {
        place = place.child(0);
        continue;
      }
    } else if (code === 93 && !levels.empty && levels.index > 0) {
      // A comma before the closing bracket: closed below.
    } else {
      const end = scalarEnd(text, index);
      if (end < 0) return { kind: 'failed', end: index, any };
      if (code !== 110 && !into.plain(place, text.slice(index, end), index, end)) return { kind: 'stopped' };
      any = true;
      index = end;
    }

    // After a value: close what closes here, then a comma leads to the next value.
    for (;;) {
      if (levels.empty) return { kind: 'read', end: index };
      index = skipSpace(text, index);
      code = text.charCodeAt(index);
      if (code === 44) {
        index += 1;
        if (levels.inObject) keyDue = true;
        else place = levels.next();
        break;
      }
      if (code !== (levels.inObject ? 125 : 93)) return { kind: 'failed', end: index, any };
      levels.close();
      index += 1;
    }
  }
}

function skipSpace(text: string, from: number): number {
  let index = from;
  for (;;) {
    const code = text.charCodeAt(index);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return index;
    index += 1;
  }
}

/** The end of a number or literal that starts here, or -1. */
function scalarEnd(text: string, start: number): number {
  const code = text.charCodeAt(start);
  if (code === 45 || (code >= 48 && code <= 57)) {
    let end = start + 1;
    for (;;) {
      const next = text.charCodeAt(end);
      const inNumber = (next >= 48 && next <= 57) || next === 46 || next === 101 || next === 69 || next === 43 || next === 45;
      if (!inNumber) return end;
      end += 1;
    }
  }
  for (const literal of literals) if (text.startsWith(literal, start)) return start + literal.length;
  return -1;
}

/** Finds a string's end and remembers the kinds of its characters: whether it must be undone, so that most strings are a mere slice. */
class JsonString {
  readonly #source: Source;
  readonly #text: string;
  #seen: Shape = 0;

  constructor(source: Source) {
    this.#source = source;
    this.#text = source.units;
  }

  /** Where the closing quote of the string stands whose opening quote stands at `quote`, or -1. */
  find(quote: number): number {
    const text = this.#text;
    let seen = 0;
    for (let index = quote + 1; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === 34) {
        this.#seen = seen;
        return index;
      }
      seen |= shapeOfCode(code);
      if (code === 92) index += 1;
    }
    return -1;
  }

  /** The value of the string found last. */
  value(start: number, end: number): string {
    const seen = this.#seen;
    const raw = seen & shape.high ? this.#source.slice(start, end) : this.#text.slice(start, end);
    return seen & shape.backslash ? undoStringEscapes(raw) : raw;
  }

  /** The kinds of characters of that value; `undefined` where it was undone. */
  get seen(): Shape | undefined {
    return this.#seen & shape.backslash ? undefined : this.#seen;
  }
}
