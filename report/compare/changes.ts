/** What differs between two runs, in one respect. */
export interface Changes<T> {
  readonly appeared: readonly T[];
  readonly wentAway: readonly T[];
  readonly changed: readonly Changed<T>[];
  /** How many are in both, and alike. */
  readonly same: number;
}

/** `what`: one phrase for each difference, for people. */
export interface Changed<T> {
  readonly before: T;
  readonly after: T;
  readonly what: readonly string[];
}

/** Pairs what has the same key in both runs; `differences` says what is not alike in a pair. Order is that of the runs. */
export function changesBetween<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  differences: (before: T, after: T) => readonly string[],
): Changes<T> {
  const changed: Changed<T>[] = [];
  let same = 0;
  for (const [key, now] of after) {
    const then = before.get(key);
    if (then === undefined) continue;
    const what = differences(then, now);
    if (what.length === 0) same += 1;
    else changed.push({ before: then, after: now, what });
  }
  return {
    appeared: [...after].flatMap(([key, item]) => (before.has(key) ? [] : [item])),
    wentAway: [...before].flatMap(([key, item]) => (after.has(key) ? [] : [item])),
    changed,
    same,
  };
}

/** `+a, -b` as a phrase with `noun` in front, for sets of names that differ; nothing for equal ones. At most so many names each way are shown. */
export function setDifference(noun: string, before: readonly string[], after: readonly string[], most = 8): readonly string[] {
  const gained = after.filter((name) => !before.includes(name)).map((name) => `+${name}`);
  const lost = before.filter((name) => !after.includes(name)).map((name) => `-${name}`);
  if (gained.length + lost.length === 0) return [];
  const shown = [...gained.slice(0, most), ...lost.slice(0, most)];
  const left = gained.length + lost.length - shown.length;
  return [`${noun}: ${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`];
}
