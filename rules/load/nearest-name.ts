/**
 * Damerau-Levenshtein distance (optimal string alignment): inserted, removed, changed characters and swapped neighbours each cost one.
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** The known name that was most likely meant: same but for case and separators, or at most a third of its characters off. Nothing when none is near. */
export function nearestName(written: string, known: Iterable<string>): string | undefined {
  const shortened = written.slice(0, 100);
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[-_ .]/g, '');
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    const distance = plain(name) === plain(shortened) ? 0 : editDistance(shortened, name);
    if (distance <= Math.max(1, Math.floor(Math.max(name.length, shortened.length) / 3)) && (!best || distance < best.distance)) {
      best = { name, distance };
    }
  }
  return best?.name;
}

/** `; did you mean …?` to end a message with, or nothing. */
export function didYouMean(written: string, known: Iterable<string>): string {
  const nearest = nearestName(written, known);
  return nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
}
