import type { Match } from './matcher.js';

/** Matches in order of their place; of those that overlap the one that begins first, of those the longest. */
export function disjoint(matches: readonly Match[]): readonly Match[] {
  let free = 0;
  return [...matches]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (start < free) return false;
      free = end;
      return true;
    });
}
