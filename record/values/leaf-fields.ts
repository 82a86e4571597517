import type { Field } from '../../model/index.js';

/** A field with what was read out of it. Fields come in the order of the walk: what was read out of one stands right after it. */
export interface Leaf {
  readonly field: Field;
  /** Something was read out of it that says better what it holds. */
  readonly opened: boolean;
  /** Marks of the fields that it was read out of, of itself, and of those that were read out of it. */
  readonly marks: ReadonlySet<string>;
}

interface Layer {
  readonly field: Field;
  opened: boolean;
  readonly marks: Set<string>;
  /** What it is one reading of as a whole, at the same place. */
  readonly readingOf: Layer | undefined;
}

/**
 * The fields that say something of their own: without whole request-targets, names, and what decoding only guessed at. A field's marks are also
 * those of what it was read out of, of what was read out of it, and of other readings of the same text.
 */
export function leafFields(fields: readonly Field[], marksOf: ReadonlyMap<Field, readonly string[]>): readonly Leaf[] {
  const layers: Layer[] = [];
  const above: Layer[] = [];
  for (const field of fields) {
    while (above.length > 0 && !isInside(field, above.at(-1)!.field)) above.pop();
    const own = marksOf.get(field) ?? [];
    const next = above.at(-1);
    const readingOf = next?.field.segments.length === field.segments.length ? next : undefined;
    const layer: Layer = { field, opened: false, marks: new Set(own), readingOf };
    for (const outer of above) {
      if (!field.noise) outer.opened = true;
      for (const mark of own) outer.marks.add(mark);
      for (const mark of marksOf.get(outer.field) ?? []) layer.marks.add(mark);
    }
    above.push(layer);
    layers.push(layer);
  }
  // Only now is it known what all readings of a text brought to light.
  for (const { marks, readingOf } of layers) for (const mark of readingOf?.marks ?? []) marks.add(mark);
  return layers.filter(({ field }) => saysSomething(field));
}

/** Whether a field was read out of another one: through more transforms, from within its bytes, at its place or below. */
function isInside(inner: Field, outer: Field): boolean {
  return (
    inner.location === outer.location &&
    inner.transforms.length > outer.transforms.length &&
    inner.byteRange[0] >= outer.byteRange[0] &&
    inner.byteRange[1] <= outer.byteRange[1] &&
    outer.transforms.every((name, index) => inner.transforms[index] === name) &&
    inner.segments.length >= outer.segments.length &&
    outer.segments.every((segment, index) => inner.segments[index] === segment)
  );
}

function saysSomething({ noise, location, segments, transforms }: Field): boolean {
  return !noise && location !== 'name' && transforms.at(-1) !== 'key' && !(location === 'url' && segments.length === 0);
}
