import type { Leaves } from './format.js';
import { isPlainKey } from './is-plain-key.js';
import { eachPair } from './pairs.js';
import type { Place } from './place.js';
import { type Source, textOfLatin1 } from './source.js';

/**
 * The headers of a message inside a body as leaves, by lower-case name below a place; cookies are split by their names. Names that are mere names are not
 * reported. `headers`: a flat list of the
 * source's units, which stand between two positions. False when the budget is used up.
 */
export function headerLeaves(source: Source, into: Leaves, under: Place, headers: readonly string[], start: number, end: number): boolean {
  const made = source.bytewise ? headers.map(textOfLatin1) : headers;
  for (let index = 0; index + 1 < made.length; index += 2) {
    const name = made[index]!.toLowerCase();
    const value = made[index + 1]!;
    const place = under.child(name);
    if (!isPlainKey(name) && !into.key(place, name, start, end)) return false;
    const goOn = name === 'cookie' ? cookies(into, place, value, start, end) : into.leaf(place, value, start, end);
    if (!goOn) return false;
  }
  return true;
}

/** RFC 6265, section 4.2. */
function cookies(into: Leaves, under: Place, list: string, start: number, end: number): boolean {
  const onPair = (from: number, equals: number, to: number): boolean => {
    const name = list.slice(from, equals).trim();
    const place = under.child(name);
    return into.key(place, name, start, end) && into.leaf(place, list.slice(equals + 1, to).trim(), start, end);
  };
  return eachPair(list, 0, list.length, onPair, ';');
}
