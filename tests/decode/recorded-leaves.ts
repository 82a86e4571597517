import type { Declared } from '../../decode/declared.js';
import type { Format, Leaves, Reading } from '../../decode/format.js';
import { Place } from '../../decode/place.js';
import { Source } from '../../decode/source.js';

/** What a format handed over. `value`: of a part or rest, its text. */
export interface Recorded {
  readonly kind: 'leaf' | 'plain' | 'key' | 'part' | 'rest';
  readonly segments: readonly (string | number)[];
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly declared?: Declared;
}

/** Keeps what a format hands over, and says stop after `most` of it. */
export class RecordedLeaves implements Leaves {
  readonly root = Place.root;
  readonly all: Recorded[] = [];
  /** Something was nested too deep. */
  deep = false;
  readonly #source: Source;
  readonly #most: number;

  constructor(source: Source, most = Number.POSITIVE_INFINITY) {
    this.#source = source;
    this.#most = most;
  }

  leaf(place: Place, value: string, start: number, end: number): boolean {
    return value === '' || this.#keep('leaf', place, value, start, end);
  }

  plain(place: Place, value: string, start: number, end: number): boolean {
    return value === '' || this.#keep('plain', place, value, start, end);
  }

  key(place: Place, key: string, start: number, end: number): boolean {
    return this.#keep('key', place, key, start, end);
  }

  part(place: Place, start: number, end: number, declared: Declared | undefined, source?: Source): boolean {
    const value = source === undefined ? this.#source.slice(start, end) : source.slice(0, source.length);
    return this.#keep('part', place, value, start, end, declared);
  }

  rest(start: number, end: number): boolean {
    return start >= end || this.#keep('rest', this.root, this.#source.slice(start, end), start, end);
  }

  tooDeep(): void {
    this.deep = true;
  }

  /** Leaves, plain values, parts and rests as `a/0/b = value`, the latter three with their kind. */
  get lines(): string[] {
    return this.all
      .filter(({ kind }) => kind !== 'key')
      .map(({ kind, segments, value }) => `${segments.join('/')} = ${value}${kind === 'leaf' ? '' : ` (${kind})`}`);
  }

  get keys(): string[] {
    return this.all.filter(({ kind }) => kind === 'key').map(({ value }) => value);
  }

  #keep(kind: Recorded['kind'], place: Place, value: string, start: number, end: number, declared?: Declared): boolean {
    const recorded = { kind, segments: place.segments(), value, start, end };
    this.all.push(declared === undefined ? recorded : { ...recorded, declared });
    return this.all.length < this.#most;
  }
}

/** What a format makes of a text or of bytes; of text also when it is given as its bytes in UTF-8, with `bytewise`. */
export function recordOf(
  format: Format,
  input: string | Buffer,
  declared?: Declared,
  most?: number,
): { readonly reading: Reading; readonly leaves: RecordedLeaves } {
  const source = typeof input === 'string' ? Source.ofText(input) : Source.ofBytes(input);
  const leaves = new RecordedLeaves(source, most);
  return { reading: format.read(source, leaves, declared), leaves };
}
