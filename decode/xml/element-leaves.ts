import type { Leaves } from '../format.js';
import type { Place } from '../place.js';
import type { XmlHandler } from './xml-handler.js';

/**
 * The leaves of an XML document: text is at the place of its element, as are comments; attributes are one below it. Elements of the same name
 * share a place.
 */
export class ElementLeaves implements XmlHandler {
  readonly #into: Leaves;
  readonly #outer: Place[] = [];
  readonly #keys = new Set<string>();
  #place: Place;

  constructor(into: Leaves) {
    this.#into = into;
    this.#place = into.root;
  }

  open(name: string, start: number, end: number): boolean {
    this.#outer.push(this.#place);
    this.#place = this.#place.child(name);
    return this.#key(this.#place, name, start, end);
  }

  attribute(name: string, value: string, start: number, end: number): boolean {
    const place = this.#place.child(name);
    return this.#key(place, name, start, end) && this.#into.leaf(place, value, start, end);
  }

  text(value: string, start: number, end: number): boolean {
    return this.#into.leaf(this.#place, value, start, end);
  }

  aside(value: string, start: number, end: number): boolean {
    return this.#into.leaf(this.#place, value, start, end);
  }

  close(): boolean {
    this.#place = this.#outer.pop() ?? this.#into.root;
    return true;
  }

  #key(place: Place, name: string, start: number, end: number): boolean {
    if (this.#keys.has(name)) return true;
    this.#keys.add(name);
    return this.#into.key(place, name, start, end);
  }
}
