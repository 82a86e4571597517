import type { Field } from '../../model/index.js';
import type { PlantedValue } from './planted-index.js';

/** Both parts of a value, each the whole of a field beside the other. */
export interface SplitHit {
  readonly value: PlantedValue;
  /** The field with the longer part, which tells more. */
  readonly field: Field;
}

export type SplitFinder = (fields: readonly Field[]) => readonly SplitHit[];

interface Part {
  readonly value: PlantedValue;
  /** Which of the value's splits. */
  readonly split: number;
}

/** Parts found of one message: beyond, they are no longer paired, since a message of nothing else is no place where chance counts. */
const mostParts = 1_000;

/** Finds values of which one field holds the first part and another one, in the same object, list, query or form, the second. Case does not count. */
export function createSplitFinder(values: readonly PlantedValue[]): SplitFinder {
  const firsts = new Map<string, Part[]>();
  const seconds = new Map<string, Part[]>();
  let longest = 0;
  const starts = new Uint8Array(128 * 128);
  const add = (map: Map<string, Part[]>, text: string, part: Part): void => {
    const key = text.toLowerCase();
    longest = Math.max(longest, key.length);
    const start = startOf(key);
    if (start >= 0) starts[start] = 1;
    map.set(key, [...(map.get(key) ?? []), part]);
  };
  for (const value of values) {
    for (const [split, { first, second }] of value.splits.entries()) {
      add(firsts, first, { value, split });
      add(seconds, second, { value, split });
    }
  }
  if (firsts.size === 0) return () => [];
  return (fields) => {
    const begun: { readonly field: Field; readonly part: Part }[] = [];
    const ended: { readonly field: Field; readonly part: Part }[] = [];
    for (const field of fields) {
      if (field.value.length > longest || field.value.length < 3 || begun.length + ended.length > mostParts) continue;
      const start = startOf(field.value);
      if (start >= 0 && starts[start] === 0) continue;
      const key = field.value.toLowerCase();
      for (const part of firsts.get(key) ?? []) begun.push({ field, part });
      for (const part of seconds.get(key) ?? []) ended.push({ field, part });
    }
    return begun.flatMap(({ field, part }) => {
      const other = ended.find((end) => end.part.value === part.value && end.part.split === part.split && isBeside(field, end.field));
      if (other === undefined) return [];
      return [{ value: part.value, field: field.value.length >= other.field.value.length ? field : other.field }];
    });
  };
}

/** The first two characters without case, as an index; -1 where they are not ASCII: then case may be more than a bit. */
function startOf(text: string): number {
  const first = text.charCodeAt(0);
  const second = text.charCodeAt(1);
  return (first | second) < 128 ? ((first | 32) << 7) | (second | 32) : -1;
}

function isBeside(a: Field, b: Field): boolean {
  return (
    a !== b &&
    a.location === b.location &&
    a.segments.length === b.segments.length &&
    a.segments.slice(0, -1).every((segment, index) => segment === b.segments[index])
  );
}
