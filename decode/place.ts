import { isPlainKey } from './is-plain-key.js';

/** Nesting up to which a place knows all its ancestors. Deeper ones keep the outermost of them and their own key. */
export const deepestPlace = 512;

/**
 * A place in a message's structure, as a chain from the innermost key to the root: adding a key costs the same at any depth,
 * and segments and path are made only when asked for.
 */
export class Place {
  static readonly root = new Place(undefined, '', 0);

  readonly depth: number;
  readonly #parent: Place | undefined;
  readonly #key: string | number;

  private constructor(parent: Place | undefined, key: string | number, depth: number) {
    this.#parent = parent;
    this.#key = key;
    this.depth = depth;
  }

  child(key: string | number): Place {
    // Beyond the limit the new key takes the place of the last one, so that hostile nesting cannot make paths of unbounded size.
    if (this.depth < deepestPlace) return new Place(this, key, this.depth + 1);
    return key === this.#key ? this : new Place(this.#parent, key, this.depth);
  }

  segments(): (string | number)[] {
    const segments = new Array<string | number>(this.depth);
    let place: Place = this;
    while (place.#parent !== undefined) {
      segments[place.depth - 1] = place.#key;
      place = place.#parent;
    }
    return segments;
  }

  /** For people, and free of values from the traffic: keys that might be values are a `*`, and long paths are cut. */
  outline(): string {
    const segments = this.segments();
    const shown = segments.slice(0, 8).map((key) => (typeof key === 'number' ? `[${key}]` : isPlainKey(key) ? `.${key}` : '.*'));
    return `$${shown.join('')}${segments.length > 8 ? '…' : ''}`;
  }
}
