import type { Declared } from './declared.js';
import type { Leaves } from './format.js';
import { isPlainKey } from './is-plain-key.js';
import type { Place } from './place.js';
import type { Shape } from './shape.js';
import { Source } from './source.js';
import type { Piece, Walk } from './walk.js';

/** Keys of one layer that are told apart. */
const mostKeys = 4096;
/** Formats that write numbers in binary. */
const binary = new Set(['protobuf', 'msgpack', 'cbor', 'bplist']);
/** No planted value is shorter. */
const shortestPlain = 6;

/** Hands what a format reads from one layer back to the walk, with the format added to its transforms. */
export class WalkLeaves implements Leaves {
  readonly #walk: Walk;
  readonly #piece: Piece;
  readonly #transforms: readonly string[];
  readonly #binary: boolean;
  /** Something was nested too deep, which has been said. */
  deep = false;
  #keys: Set<string> | undefined;
  #plainKeys = '';

  constructor(walk: Walk, piece: Piece, name: string) {
    this.#walk = walk;
    this.#piece = piece;
    this.#transforms = [...piece.transforms, name];
    this.#binary = binary.has(name);
  }

  get root(): Place {
    return this.#piece.place;
  }

  leaf(place: Place, value: string, start: number, end: number, seen?: Shape): boolean {
    return this.#walk.value(this.#piece.location, place, value, this.#from(start), this.#to(end), this.#transforms, this.#piece, seen);
  }

  plain(place: Place, value: string, start: number, end: number, candidate = false): boolean {
    const as = candidate ? 'noise' : this.#binary && isNumber(value) ? 'number' : undefined;
    return this.#walk.plain(this.#piece.location, place, value, this.#from(start), this.#to(end), this.#transforms, as);
  }

  key(place: Place, key: string, start: number, end: number): boolean {
    this.#keys ??= new Set();
    if (this.#keys.has(key)) return true;
    if (this.#keys.size < mostKeys) this.#keys.add(key);
    if (isPlainKey(key)) {
      if (key.length >= shortestPlain && this.#keys.size < mostKeys) this.#plainKeys += `${key}\n`;
      return true;
    }
    const transforms = [...this.#transforms, 'key'];
    return this.#walk.value(this.#piece.location, place, key, this.#from(start), this.#to(end), transforms, this.#piece);
  }

  /** Once the format has read all: the plain names as one field, since a user's name may be one. */
  finish(): void {
    if (this.#plainKeys === '') return;
    const { location, place, start, end } = this.#piece;
    this.#walk.plain(location, place, this.#plainKeys, start, end, [...this.#transforms, 'key']);
    this.#plainKeys = '';
  }

  part(place: Place, start: number, end: number, declared: Declared | undefined, source?: Source): boolean {
    const piece = this.#stretch(start, end, this.#transforms, place, source);
    return declared === undefined ? this.#walk.visit(piece, undefined) : this.#walk.body(piece, declared);
  }

  tooDeep(place: Place): void {
    if (this.deep) return;
    this.deep = true;
    this.#walk.meter.exhausted('levels', this.#piece.location, place, this.#transforms);
  }

  rest(start: number, end: number): boolean {
    return this.#walk.rest(this.#stretch(start, end, this.#piece.transforms, this.#piece.place, undefined));
  }

  #stretch(start: number, end: number, transforms: readonly string[], place: Place, source: Source | undefined): Piece {
    const { source: whole, location, exact } = this.#piece;
    const made =
      source ?? (whole.bytewise ? Source.ofBytes(whole.bytes.subarray(start, end)) : Source.ofText(whole.units.slice(start, end)));
    return {
      location,
      place,
      transforms,
      source: made,
      start: this.#from(start),
      end: this.#to(end),
      exact: exact && source === undefined,
      outer: this.#piece,
    };
  }

  #from(start: number): number {
    return this.#piece.exact ? this.#piece.start + start : this.#piece.start;
  }

  #to(end: number): number {
    return this.#piece.exact ? this.#piece.start + end : this.#piece.end;
  }
}

/** Texts are leaves, and no plain values, where they could be numbers. */
function isNumber(value: string): boolean {
  const first = value.charCodeAt(value.charCodeAt(0) === 0x2d ? 1 : 0);
  return first >= 0x30 && first <= 0x39;
}
