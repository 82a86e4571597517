import type { Place } from '../ruleset.js';
import type { Layer } from './layer.js';
import type { Problems } from './problems.js';

/** What holds for a name after merging, and every definition it has replaced. */
export interface Merged<T> {
  readonly value: T;
  readonly place: Place;
  readonly layer: Layer;
  readonly replaced: ReadonlySet<Merged<T>>;
}

export interface NamedValue<T> {
  readonly value: T;
  readonly place: Place;
}

/**
 * Merges what is replaced by name: an outer file wins over those it extends. Files side by side that disagree, without either having replaced
 * the other's definition and without an outer file deciding, are a problem that names both places. `subject` names the thing in it.
 */
export function mergeByName<T>(
  roots: readonly Layer[],
  pick: (layer: Layer) => ReadonlyMap<string, NamedValue<T>>,
  same: (a: T, b: T) => boolean,
  subject: (name: string) => string,
  problems: Problems,
): ReadonlyMap<string, Merged<T>> {
  const done = new Map<Layer, ReadonlyMap<string, Merged<T>>>();
  const effective = (layer: Layer): ReadonlyMap<string, Merged<T>> => {
    const known = done.get(layer);
    if (known) return known;
    const candidates = gather(layer.extended.map(effective));
    const result = new Map<string, Merged<T>>();
    for (const [name, { value, place }] of pick(layer)) {
      const below = candidates.get(name) ?? [];
      result.set(name, { value, place, layer, replaced: new Set(below.flatMap((entry) => [entry, ...entry.replaced])) });
    }
    settle(candidates, result);
    done.set(layer, result);
    return result;
  };
  const settle = (candidates: ReadonlyMap<string, readonly Merged<T>[]>, result: Map<string, Merged<T>>): void => {
    for (const [name, entries] of candidates) {
      if (result.has(name)) continue;
      const standing = entries.filter((entry) => !entries.some((other) => other.replaced.has(entry)));
      const [first, ...others] = standing;
      if (!first) continue;
      for (const other of others) {
        if (same(first.value, other.value)) continue;
        problems.add(
          other.place,
          `${subject(name)} is given differently in ${first.place.file}:${first.place.line}:${first.place.column}; say which holds in a file that extends both`,
        );
      }
      result.set(name, first);
    }
  };
  const [only, ...others] = roots;
  if (only && others.length === 0) return effective(only);
  const merged = new Map<string, Merged<T>>();
  settle(gather(roots.map(effective)), merged);
  return merged;
}

function gather<T>(maps: readonly ReadonlyMap<string, Merged<T>>[]): Map<string, Merged<T>[]> {
  const gathered = new Map<string, Merged<T>[]>();
  for (const map of maps) {
    for (const [name, entry] of map) {
      const entries = gathered.get(name) ?? [];
      if (!entries.includes(entry)) entries.push(entry);
      gathered.set(name, entries);
    }
  }
  return gathered;
}
