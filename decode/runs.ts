/** Half-open, in characters. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** The characters of a class, by code; there are none beyond U+00FF. */
export type CharacterClass = Uint8Array;

/** From ranges as in a regular expression's class, two characters each: `AZ`, `09`. */
export function characterClass(...ranges: readonly string[]): CharacterClass {
  const members = new Uint8Array(256);
  for (const range of ranges) members.fill(1, range.charCodeAt(0), range.charCodeAt(range.length - 1) + 1);
  return members;
}

/**
 * The first run of characters of one class, no shorter than `least`, at or after a place that is not inside one. In linear time and without memory,
 * unlike a regular expression, which gives up with an exception in runs of some 16 million characters.
 */
export function nextRun(text: string, from: number, members: CharacterClass, least: number): Run | undefined {
  let start = from;
  for (;;) {
    // From where the shortest run would end: what breaks it there lets most others unread.
    let index = start + least - 1;
    if (index >= text.length) return undefined;
    while (index >= start && members[text.charCodeAt(index)] === 1) index -= 1;
    if (index >= start) {
      start = index + 1;
      continue;
    }
    let end = start + least;
    // Not beyond the end: looking up what is no number costs as much as a hundred characters.
    while (end < text.length && members[text.charCodeAt(end)] === 1) end += 1;
    return { start, end };
  }
}

/** Every run of characters of one class that is no shorter than `least`. */
export function* runsOf(text: string, members: CharacterClass, least: number): Generator<Run> {
  for (let run = nextRun(text, 0, members, least); run !== undefined; run = nextRun(text, run.end, members, least)) yield run;
}

/** Whether a stretch of a text is made of characters of one class alone. */
export function isAllOf(text: string, members: CharacterClass, start = 0, end = text.length): boolean {
  for (let index = start; index < end; index += 1) if (members[text.charCodeAt(index)] !== 1) return false;
  return true;
}
