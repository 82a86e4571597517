import { characterClass } from './runs.js';

/** Texts of one byte order that stand in bytes of another kind, a line each. */
export interface EmbeddedUtf16 {
  /** As it stands in a field's `transforms`. */
  readonly layer: 'utf-16le' | 'utf-16be';
  readonly text: string;
}

/** Characters below U+0100 that are no controls. */
const western = characterClass(' ~', '\u00a0\u00ff');
/** Characters of the shortest run: fewer turn up by chance. */
const least = 6;

/**
 * The runs of UTF-16 of Western text in bytes that are not UTF-16 as a whole (a property list, a frame's payload). `units`: one
 * character a byte. Not a charset detector: what is UTF-16 as a whole is read by `readCharset`.
 */
export function embeddedUtf16(units: string): readonly EmbeddedUtf16[] {
  const found: EmbeddedUtf16[] = [];
  for (const [layer, high] of [
    ['utf-16le', 0],
    ['utf-16be', 1],
  ] as const) {
    const runs = runsOfPairs(units, high);
    if (runs.length > 0) found.push({ layer, text: runs.join('\n') });
  }
  return found;
}

/** The texts of pairs of a character and a zero, the character first with `at` 0 and second with 1. */
function runsOfPairs(units: string, at: 0 | 1): readonly string[] {
  const runs: string[] = [];
  for (let start = 0; start + 2 * least <= units.length; ) {
    let end = start;
    while (western[units.charCodeAt(end + at)] === 1 && units.charCodeAt(end + 1 - at) === 0) end += 2;
    if (end - start < 2 * least) {
      start += 1;
      continue;
    }
    const pairs = Buffer.from(units.slice(start, end), 'latin1');
    runs.push((at === 0 ? pairs : pairs.swap16()).toString('utf16le'));
    start = end;
  }
  return runs;
}
