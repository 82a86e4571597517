import { deepestPlace, type Place } from './place.js';

/** Stands for an object, which has no index. */
const object = -1;

/**
 * The open containers of a JSON document. Those beyond the nesting up to which places tell their ancestors share one place, so that a level costs a
 * number and a document of brackets alone hardly more than its own size.
 */
export class JsonLevels {
  /** Of the outer levels; those further in have the last one's. */
  readonly #places: Place[] = [];
  /** For each level the index of the value that is due, or {@link object}. */
  #indexes = new Int32Array(64);
  #count = 0;

  get empty(): boolean {
    return this.#count === 0;
  }

  /** Whether the innermost is an object. */
  get inObject(): boolean {
    return this.index === object;
  }

  /** Index in the innermost one of the value that is due; negative in an object. */
  get index(): number {
    return this.#indexes[this.#count - 1]!;
  }

  open(place: Place, kind: 'array' | 'object'): void {
    if (this.#places.length === this.#count && (this.#places[this.#places.length - 1]?.depth ?? 0) < deepestPlace) this.#places.push(place);
    if (this.#count === this.#indexes.length) {
      const grown = new Int32Array(2 * this.#count);
      grown.set(this.#indexes);
      this.#indexes = grown;
    }
    this.#indexes[this.#count] = kind === 'array' ? 0 : object;
    this.#count += 1;
  }

  /** The place of an entry of the innermost object. */
  entry(key: string): Place {
    return this.#places[this.#places.length - 1]!.child(key);
  }

  /** The place of the next value of the innermost array. */
  next(): Place {
    const index = this.index + 1;
    this.#indexes[this.#count - 1] = index;
    return this.#places[this.#places.length - 1]!.child(index);
  }

  close(): void {
    this.#count -= 1;
    if (this.#places.length > this.#count) this.#places.pop();
  }
}
