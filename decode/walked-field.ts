import type { Field, FieldLocation } from '../model/index.js';
import { normalizedPath } from './normalized-path.js';
import type { Place } from './place.js';

/** A field as the walk finds it. Segments and path are made when first asked for: most fields are never asked. */
export class WalkedField implements Field {
  readonly messageId: string;
  readonly location: FieldLocation;
  readonly value: string;
  readonly transforms: readonly string[];
  readonly noise: boolean;
  readonly number: boolean;
  /** Set once something was read from inside it. */
  whole: boolean;
  readonly #place: Place;
  readonly #start: number;
  readonly #end: number;
  #segments: readonly (string | number)[] | undefined;
  #path: string | undefined;

  constructor(
    messageId: string,
    location: FieldLocation,
    place: Place,
    value: string,
    transforms: readonly string[],
    start: number,
    end: number,
    as?: 'noise' | 'whole' | 'number',
  ) {
    this.messageId = messageId;
    this.location = location;
    this.#place = place;
    this.value = value;
    this.transforms = transforms;
    this.#start = start;
    this.#end = end;
    this.noise = as === 'noise';
    this.whole = as === 'whole';
    this.number = as === 'number';
  }

  get byteRange(): readonly [number, number] {
    return [this.#start, this.#end];
  }

  get segments(): readonly (string | number)[] {
    this.#segments ??= this.#place.segments();
    return this.#segments;
  }

  get path(): string {
    this.#path ??= normalizedPath(this.segments);
    return this.#path;
  }
}
