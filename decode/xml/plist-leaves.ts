import type { Leaves } from '../format.js';
import type { Place } from '../place.js';
import { characterClass, isAllOf } from '../runs.js';
import { Source } from '../source.js';
import type { XmlHandler } from './xml-handler.js';

/** An element that is open. `name`: its own. `key`: the place of the next value of a dictionary; `index`: that of the next value of an array. */
interface Open {
  readonly name: string;
  readonly place: Place;
  key: Place | undefined;
  index: number;
}

const elements = new Set(['plist', 'dict', 'array', 'key', 'string', 'integer', 'real', 'date', 'data', 'true', 'false']);
const base64Characters = characterClass('az', 'AZ', '09', '+', '/', ' ', '\t\r');
const base64 = { codings: ['base64'] } as const;
/** Longest base64 that may as well be a word. */
const wordLike = 64;

/**
 * The leaves of an Apple property list in XML (the type declaration PropertyList-1.0): values are at the keys of dictionaries and the indexes of
 * arrays; `<data>` is a part. What stands where it should not is a leaf at the place of what is around it.
 */
export class PlistLeaves implements XmlHandler {
  readonly #into: Leaves;
  readonly #open: Open[] = [];

  constructor(into: Leaves) {
    this.#into = into;
  }

  open(name: string, start: number, end: number): boolean {
    const outer = this.#open.at(-1);
    const place = name === 'key' || outer === undefined ? this.#place : placeIn(outer);
    this.#open.push({ name, place, key: undefined, index: 0 });
    if (name === 'true' || name === 'false') return this.#into.plain(place, name, start, end);
    return elements.has(name) || this.#into.key(place, name, start, end);
  }

  attribute(name: string, value: string, start: number, end: number): boolean {
    const ofList = name === 'version' && this.#open.length === 1;
    return ofList || (this.#into.key(this.#place, name, start, end) && this.#into.leaf(this.#place.child(name), value, start, end));
  }

  text(value: string, start: number, end: number): boolean {
    const place = this.#place;
    switch (this.#open.at(-1)?.name) {
      case 'key': {
        const dictionary = this.#open.at(-2);
        const key = place.child(value);
        if (dictionary !== undefined) dictionary.key = key;
        return this.#into.key(key, value, start, end);
      }
      case 'integer':
      case 'real':
        return this.#into.plain(place, value, start, end);
      case 'data':
        return this.#data(place, value, start, end);
      default:
        return this.#into.leaf(place, value, start, end);
    }
  }

  aside(value: string, start: number, end: number): boolean {
    return this.#into.leaf(this.#place, value, start, end);
  }

  close(): boolean {
    this.#open.pop();
    return true;
  }

  get #place(): Place {
    return this.#open.at(-1)?.place ?? this.#into.root;
  }

  #data(place: Place, value: string, start: number, end: number): boolean {
    if (!isBase64(value)) return this.#into.leaf(place, value, start, end);
    // Declared or not, a short one may be a word that happens to be base64.
    if (value.length <= wordLike && !this.#into.plain(place, value, start, end)) return false;
    return this.#into.part(place, start, end, base64, Source.ofText(value));
  }
}

function isBase64(value: string): boolean {
  const text = value.trimEnd();
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  return isAllOf(text, base64Characters, 0, end);
}

/** Where the next value inside an element stands. */
function placeIn(outer: Open): Place {
  if (outer.name === 'array') {
    outer.index += 1;
    return outer.place.child(outer.index - 1);
  }
  const place = outer.key ?? outer.place;
  outer.key = undefined;
  return place;
}
