import {
  type Direction,
  type RecordedField,
  type RecordedPosition,
  type RecordedValues,
  type ValueBounds,
  type ValueLimits,
  valueBounds,
  type Wire,
} from '../../model/index.js';
import { createScrubber } from '../redact/scrubber.js';
import type { ReadField, ReadValue, ReadValues } from './create-value-reader.js';

/** Where a message went to, or came from. */
export interface ValueScene {
  readonly host: string;
  readonly countryIsoCode: string | null;
  readonly asn: number | null;
  readonly direction: Direction;
  readonly wire: Wire;
}

interface Kept {
  count: number;
  readonly opaqueBytes?: number;
  issued: boolean;
  readonly explainedBy: Set<string>;
}

interface Position {
  readonly place: Omit<RecordedPosition, 'values' | 'more'>;
  readonly values: Map<string, Kept>;
  more: number;
}

interface Seen {
  readonly place: Omit<RecordedField, 'count' | 'hashes'>;
  count: number;
  readonly hashes: Set<string>;
}

/** Collects what a run's messages add to the record of values. In memory until the run ends, and bounded: what there was no room for is counted. */
export class ValueCollector {
  readonly #scrubber: ReturnType<typeof createScrubber>;
  readonly #bounds: ValueBounds;
  readonly #positions = new Map<string, Position>();
  readonly #cells = new Map<string, Position>();
  readonly #fields = new Map<string, Seen>();
  readonly #issued = new Set<string>();
  #left = { positions: 0, values: 0, fields: 0, inMessages: 0, unread: 0 };

  /** `plantedValues` as for the redactor. */
  constructor(plantedValues: () => readonly string[], bounds: ValueBounds = valueBounds) {
    this.#scrubber = createScrubber(plantedValues);
    this.#bounds = bounds;
  }

  add(at: ValueScene, read: ReadValues): void {
    const scene = { ...at, host: this.#scrubber([]).text(at.host, 255) };
    this.#left.inMessages += read.left;
    for (const hash of read.issued) if (this.#issued.size < this.#bounds.issued) this.#issued.add(hash);
    for (const value of read.values) this.#value(scene, read, value);
    for (const field of read.fields) this.#field(scene, field);
  }

  /** A message whose values could not be read: inspecting it failed. */
  unread(): void {
    this.#left.unread += 1;
  }

  get limits(): ValueLimits {
    return { ...this.#left };
  }

  result(): RecordedValues {
    return {
      positions: [...this.#positions.values(), ...this.#cells.values()].map(({ place, values, more }) => ({
        ...place,
        values: [...values].map(([hash, { count, opaqueBytes, issued, explainedBy }]) => ({
          hash,
          count,
          ...(opaqueBytes === undefined ? {} : { opaqueBytes }),
          ...(issued ? { issued: true as const } : {}),
          ...(explainedBy.size === 0 ? {} : { explainedBy: [...explainedBy].sort() }),
        })),
        more,
      })),
      fields: [...this.#fields.values()].map(({ place, count, hashes }) => ({ ...place, count, hashes: [...hashes] })),
    };
  }

  #value(
    { host }: ValueScene,
    { request }: ReadValues,
    { location, at, transforms, offset, hash, opaqueBytes, explainedBy }: ReadValue,
  ): void {
    const { method, path, kind } = request;
    const key = JSON.stringify([host, method, path, kind, location, at, transforms, offset]);
    const kept = offset === undefined ? this.#positions : this.#cells;
    let position = kept.get(key);
    if (position === undefined) {
      if (kept.size >= (offset === undefined ? this.#bounds.positions : this.#bounds.cells)) {
        this.#left.positions += 1;
        return;
      }
      const place = { host, method, path, kind, location, at, transforms, ...(offset === undefined ? {} : { offset }) };
      position = { place, values: new Map(), more: 0 };
      kept.set(key, position);
    }
    const known = position.values.get(hash);
    const entry: Kept = known ?? {
      count: 0,
      ...(opaqueBytes === undefined ? {} : { opaqueBytes }),
      // As things stand when it is first sent: what a server repeats afterwards is an echo.
      issued: this.#issued.has(hash),
      explainedBy: new Set(),
    };
    if (known === undefined) {
      if (position.values.size >= this.#bounds.valuesOfPosition) {
        position.more += 1;
        this.#left.values += 1;
        return;
      }
      position.values.set(hash, entry);
    }
    entry.count += 1;
    for (const name of explainedBy ?? []) entry.explainedBy.add(name);
  }

  #field(scene: ValueScene, { hash, ...found }: ReadField): void {
    const place = { ...found, ...scene };
    const key = JSON.stringify([
      place.field,
      place.recognisedAs,
      scene.host,
      scene.countryIsoCode,
      scene.asn,
      scene.direction,
      scene.wire,
      place.location,
      place.at,
    ]);
    let seen = this.#fields.get(key);
    if (seen === undefined) {
      if (this.#fields.size >= this.#bounds.fields) {
        this.#left.fields += 1;
        return;
      }
      seen = { place, count: 0, hashes: new Set() };
      this.#fields.set(key, seen);
    }
    seen.count += 1;
    if (seen.hashes.size < this.#bounds.hashesOfField) seen.hashes.add(hash);
  }
}
