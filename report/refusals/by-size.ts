/** Sorts counted things: the most frequent first, equal ones by name. */
export function bySize([name, count]: readonly [string, number], [otherName, otherCount]: readonly [string, number]): number {
  return otherCount - count || (name < otherName ? -1 : name > otherName ? 1 : 0);
}
