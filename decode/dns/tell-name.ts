import type { Leaves } from '../format.js';
import type { Place } from '../place.js';

/**
 * Hands a name to `into` as it stands on the wire, and in lower case where that is something else: case says nothing in a name (RFC 4343), and
 * resolvers mix it at random. False when the budget is used up.
 */
export function tellName(into: Leaves, place: Place, name: string, start: number, end: number): boolean {
  if (!into.leaf(place, name, start, end)) return false;
  const lower = name.toLowerCase();
  return lower === name || into.plain(place, lower, start, end);
}
