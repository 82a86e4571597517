import type { Leaves } from './format.js';
import { nameParts } from './name-parts.js';
import type { Place } from './place.js';

/**
 * The place of a form field by its name, brackets included ({@link nameParts}), below the root or another place; each name in it is reported as a key.
 * Undefined when the budget is used up.
 */
export function namedPlace(into: Leaves, name: string, start: number, end: number, under: Place = into.root): Place | undefined {
  let place = under;
  for (const part of nameParts(name)) {
    place = place.child(part);
    if (typeof part === 'string' && !into.key(place, part, start, end)) return undefined;
  }
  return place;
}
