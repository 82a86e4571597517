import { deepestNesting } from '../binary/deepest-nesting.js';
import { instantText } from '../binary/instant-text.js';
import type { Leaves } from '../format.js';
import type { Place } from '../place.js';
import type { Source } from '../source.js';
import { type BplistObject, bplistObject } from './bplist-object.js';
import { bplistText } from './bplist-text.js';
import type { BplistTrailer } from './read-trailer.js';

/** What a reference costs of the bytes that may be read, beside the object: a hostile list is nothing but references. */
const referenceCost = 16;
/** Seconds from 1970 to 2001, from which dates count. */
const epoch = 978_307_200;
const headerLength = 8;

/** `stopped`: the budget is used up. `whole`: every object was read, and nothing stands beside them. */
export interface BplistOutcome {
  readonly stopped: boolean;
  readonly whole: boolean;
}

interface Level {
  readonly object: number;
  readonly place: Place;
  readonly dictionary: boolean;
  readonly count: number;
  readonly start: number;
  next: number;
}

/**
 * Reads the objects of a binary property list (CFBinaryPList.c) from the top one on, without recursion. An object that several refer to is read at each
 * of those places while a budget lasts; one that refers to itself, not again. Bytes that no object read covers go to `rest`.
 */
export function readBplist(source: Source, trailer: BplistTrailer, into: Leaves): BplistOutcome {
  return new BplistReading(source, trailer, into).run();
}

class BplistReading {
  readonly #source: Source;
  readonly #bytes: Buffer;
  readonly #trailer: BplistTrailer;
  readonly #into: Leaves;
  readonly #levels: Level[] = [];
  /** By object, whether it is open: whoever refers to it then closes a circle. */
  readonly #open: Uint8Array;
  readonly #seen: Uint8Array;
  /** Keys come again and again. */
  readonly #keys = new Map<number, string>();
  /** For each byte before the table, whether an object that was read covers it. */
  readonly #covered: Uint8Array;
  /** Bytes of objects that may be read in all: sharing is usual, for short texts, and a bomb is nothing but sharing. */
  #left: number;
  #whole = true;

  constructor(source: Source, trailer: BplistTrailer, into: Leaves) {
    const { bytes } = source;
    this.#source = source;
    this.#bytes = bytes;
    this.#trailer = trailer;
    this.#into = into;
    this.#covered = new Uint8Array(trailer.table).fill(1, 0, headerLength);
    this.#open = new Uint8Array(trailer.objects);
    this.#seen = new Uint8Array(trailer.objects);
    this.#left = 16 * bytes.length + 65_536;
  }

  run(): BplistOutcome {
    const stopped = !this.#read() || !this.#readRest();
    return { stopped, whole: this.#whole };
  }

  #read(): boolean {
    if (!this.#visit(this.#trailer.top, this.#into.root)) return false;
    for (let level = this.#levels.at(-1); level !== undefined; level = this.#levels.at(-1)) {
      if (level.next >= level.count) {
        this.#open[level.object] = 0;
        this.#levels.pop();
        continue;
      }
      const { referenceSize } = this.#trailer;
      const index = level.next;
      level.next += 1;
      const at = level.start + index * referenceSize;
      if (!level.dictionary) {
        if (!this.#visit(this.#reference(at), level.place.child(index))) return false;
        continue;
      }
      const place = this.#key(this.#reference(at), level.place, index);
      if (place === undefined || !this.#visit(this.#reference(at + level.count * referenceSize), place)) return false;
    }
    return true;
  }

  /** The place of a dictionary's entry; undefined when the budget is used up. */
  #key(reference: number, place: Place, index: number): Place | undefined {
    const object = this.#object(reference);
    switch (object?.kind) {
      case 'ascii':
      case 'utf16':
      case 'utf8': {
        const key = this.#keys.get(reference) ?? bplistText(object.kind, this.#source, object.start, object.end);
        this.#keys.set(reference, key);
        const inner = place.child(key);
        return this.#into.key(inner, key, object.start, object.end) ? inner : undefined;
      }
      default: {
        // Only text is a key by the format's own rules.
        const inner = place.child(index);
        return this.#visit(reference, inner) ? inner : undefined;
      }
    }
  }

  #visit(reference: number, place: Place): boolean {
    // What it holds is being read already.
    if (this.#open[reference] === 1) return true;
    const object = this.#object(reference);
    if (object === undefined) return true;
    const bytes = this.#bytes;
    switch (object.kind) {
      case 'none':
        return true;
      case 'boolean':
        return this.#into.plain(place, String(object.value), object.end - 1, object.end);
      case 'integer':
      case 'uid':
      case 'real':
        return this.#into.plain(place, bplistText(object.kind, this.#source, object.start, object.end), object.start, object.end);
      case 'date': {
        const { start, end } = object;
        const seconds = bytes.readDoubleBE(start) + epoch;
        if (!Number.isFinite(seconds)) return true;
        const text = instantText(Math.floor(seconds), Math.floor((seconds - Math.floor(seconds)) * 1000) * 1_000_000);
        return this.#into.plain(place, String(seconds), start, end) && (text === undefined || this.#into.plain(place, text, start, end));
      }
      case 'ascii':
      case 'utf16':
      case 'utf8':
        if (object.start === object.end) return true;
        return this.#into.leaf(place, bplistText(object.kind, this.#source, object.start, object.end), object.start, object.end);
      case 'data':
        return object.start === object.end || this.#into.part(place, object.start, object.end, undefined);
      case 'array':
      case 'dictionary': {
        const { kind, count, start } = object;
        this.#open[reference] = 1;
        this.#levels.push({ object: reference, place, dictionary: kind === 'dictionary', count, start, next: 0 });
        return true;
      }
    }
  }

  /** The object with a number; undefined when there is none, it lies too deep, or too much has been read. */
  #object(reference: number): BplistObject | undefined {
    const { table, offsetSize, referenceSize, objects } = this.#trailer;
    this.#left -= referenceCost;
    if (this.#left < 0) {
      this.#whole = false;
      return undefined;
    }
    const offset = reference < objects ? readNumber(this.#bytes, table + reference * offsetSize, offsetSize) : -1;
    const object = offset < headerLength ? undefined : bplistObject(this.#bytes, offset, table, referenceSize);
    const nested = object?.kind === 'array' || object?.kind === 'dictionary';
    const cost = object === undefined ? 0 : object.end - offset;
    const deep = nested && this.#levels.length >= deepestNesting;
    if (deep) this.#into.tooDeep(this.#levels.at(-1)?.place ?? this.#into.root);
    if (object === undefined || cost > this.#left || deep) {
      this.#whole = false;
      return undefined;
    }
    this.#left -= cost;
    if (this.#seen[reference] === 0) {
      this.#seen[reference] = 1;
      this.#covered.fill(1, offset, object.end);
    }
    return object;
  }

  #reference(at: number): number {
    return readNumber(this.#bytes, at, this.#trailer.referenceSize);
  }

  /** What no object read covers: between the objects, and between the table and the trailer. */
  #readRest(): boolean {
    const { table, objects, offsetSize } = this.#trailer;
    for (let at = this.#covered.indexOf(0); at >= 0; ) {
      const next = this.#covered.indexOf(1, at);
      const end = next < 0 ? table : next;
      this.#whole = false;
      if (!this.#into.rest(at, end)) return false;
      at = this.#covered.indexOf(0, end);
    }
    const end = table + objects * offsetSize;
    const trailer = this.#bytes.length - 32;
    if (end === trailer) return true;
    this.#whole = false;
    return this.#into.rest(end, trailer);
  }
}

/** A number of one to eight bytes; beyond 2^53 it is too large for anything it could point to. */
function readNumber(bytes: Buffer, at: number, size: number): number {
  if (size <= 6) return bytes.readUIntBE(at, size);
  return bytes.readUIntBE(at, size - 6) * 2 ** 48 + bytes.readUIntBE(at + size - 6, 6);
}
