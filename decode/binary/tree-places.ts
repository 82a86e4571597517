import type { Place } from '../place.js';

/** The open containers of a tree, and with them the place of the value that comes next. Counts may lie: nothing is allotted for them. */
export class TreePlaces {
  /** Where the next value belongs. For a map whose next key is due: the place of the map. */
  place: Place;
  /** Whether a map's key comes next. */
  keyDue = false;
  /** Whether the document has been read to its end. */
  complete = false;
  readonly #places: Place[] = [];
  /** Items of an array left, entries of a map left including the one begun; -1 for no known count. */
  readonly #left: number[] = [];
  readonly #indexes: number[] = [];
  readonly #maps: boolean[] = [];
  /** For each open container: whether it is the key of a map's entry. */
  readonly #keys: boolean[] = [];

  constructor(root: Place) {
    this.place = root;
  }

  get depth(): number {
    return this.#places.length;
  }

  /** Position of the entry or item that comes next in its container. */
  get index(): number {
    return this.#indexes.at(-1) ?? 0;
  }

  /** A key was read: the next value has this segment. */
  key(segment: string | number): void {
    this.place = this.place.child(segment);
    this.keyDue = false;
  }

  open(map: boolean, count: number): void {
    // A key that is a container, and its value, are found by the number of their entry.
    const key = this.keyDue;
    if (key) this.place = this.place.child(this.index);
    this.#places.push(this.place);
    this.#left.push(count);
    this.#indexes.push(0);
    this.#maps.push(map);
    this.#keys.push(key);
    if (count === 0) this.#close();
    else this.#next();
  }

  /** A value was read. */
  done(): void {
    const top = this.#left.length - 1;
    if (top < 0) {
      this.complete = true;
      return;
    }
    this.#indexes[top]! += 1;
    if (this.#left[top]! > 0) this.#left[top]! -= 1;
    if (this.#left[top] === 0) this.#close();
    else this.#next();
  }

  /** Ends a container of no known count. False when none may end here. */
  break(): boolean {
    const top = this.#left.length - 1;
    if (top < 0 || this.#left[top] !== -1 || (this.#maps[top] && !this.keyDue)) return false;
    this.#close();
    return true;
  }

  #next(): void {
    const top = this.#places.length - 1;
    this.keyDue = this.#maps[top]!;
    this.place = this.keyDue ? this.#places[top]! : this.#places[top]!.child(this.#indexes[top]!);
  }

  #close(): void {
    for (;;) {
      const place = this.#places.pop()!;
      this.#left.pop();
      this.#indexes.pop();
      this.#maps.pop();
      if (this.#keys.pop()) {
        this.place = place;
        this.keyDue = false;
        return;
      }
      const top = this.#left.length - 1;
      if (top < 0) {
        this.complete = true;
        return;
      }
      this.#indexes[top]! += 1;
      if (this.#left[top]! > 0) this.#left[top]! -= 1;
      if (this.#left[top] !== 0) {
        this.#next();
        return;
      }
    }
  }
}
