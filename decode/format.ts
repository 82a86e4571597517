import type { Declared } from './declared.js';
import type { Place } from './place.js';
import type { Shape } from './shape.js';
import type { Source } from './source.js';

/**
 * How much of its input a format has given away: `all`; `part` (then the whole is a field too); `none`, it was not of this format.
 */
export type Reading = 'all' | 'part' | 'none';

/**
 * Where a format puts what it reads. Positions are those of the source it reads from. Each method says whether to go on:
 * after `false` the budget is used up and the format returns at once.
 */
export interface Leaves {
  /** The place of the whole; leaves are its children. */
  readonly root: Place;
  /** A text value, walked further. `seen`: the kinds of its characters, where they are known. */
  leaf(place: Place, value: string, start: number, end: number, seen?: Shape): boolean;
  /** A value that cannot hide another: a number, a truth value. `candidate`: one of several readings of the same bytes, to be searched for planted values only. */
  plain(place: Place, value: string, start: number, end: number, candidate?: boolean): boolean;
  /** A key that may be a value. Plain names are ignored, and each key is reported once. */
  key(place: Place, key: string, start: number, end: number): boolean;
  /** A part that is read by its own type: bytes of the source between two positions, or `source` when it had to be put together. */
  part(place: Place, start: number, end: number, declared: Declared | undefined, source?: Source): boolean;
  /** What is nested deeper than formats are read: a bound, and said so. It is searched by {@link rest}, or as a part of the whole. */
  tooDeep(place: Place): void;
  /** A stretch that could not be read as this format: it is searched as text. */
  rest(start: number, end: number): boolean;
}

/**
 * Reads structure. To add one: a file in `formats/` named after it, a line in `formats/index.ts`, a test.
 * It never throws and does not recurse on its input.
 */
export interface Format {
  /** As it stands in a field's `transforms`. */
  readonly name: string;
  /** Whether it is made of bytes that are no text: then it is read, where it is declared, before anybody asks for a charset. */
  readonly binary?: true;
  /** Whether a lower-case media type without parameters declares it. */
  declaredBy?(mediaType: string): boolean;
  /** Kinds of characters of which a text must have at least one to be of this format: asked before `looksLike`. Absent: never sniffed in text. */
  readonly needs?: Shape;
  /** Whether text (a source's `units`) looks like it. */
  looksLike?(text: string, seen: Shape): boolean;
  /** Whether bytes that are not text look like it. Absent: never sniffed in bytes. */
  looksLikeBytes?(bytes: Buffer): boolean;
  /** `declared` is given when the message says it is so, and absent when it was sniffed. */
  read(source: Source, into: Leaves, declared: Declared | undefined): Reading;
}
