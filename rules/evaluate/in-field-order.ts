import type { Field } from '../../model/index.js';
import type { PlantedHit } from '../compile/planted-index.js';

/**
 * Hits in the order of the fields they stand in, those of one field as they were found. They are found batch by batch, and what is in a
 * batch depends on fields that hold nothing; the order of findings must not.
 */
export function inFieldOrder(hits: readonly PlantedHit[], fields: readonly Field[]): readonly PlantedHit[] {
  if (hits.length < 2) return hits;
  const places = new Map<Field, number>(hits.map(({ field }) => [field, 0]));
  if (places.size < 2) return hits;
  for (const [index, field] of fields.entries()) if (places.has(field)) places.set(field, index);
  return hits.toSorted((left, right) => places.get(left.field)! - places.get(right.field)!);
}
