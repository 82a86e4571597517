import { base32Decode } from '../base32-decode.js';
import { startsCompressed } from '../compression.js';
import { isMostlyText } from '../printable.js';
import { characterClass, isAllOf, nextRun, type Run } from '../runs.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform, Undone } from '../transform.js';

const letters = characterClass('AZ', 'az', '09');
const upper = characterClass('AZ', '27');
const lower = characterClass('az', '27');
/** Ten bytes, as chance hardly spells text in. */
const least = 16;

/** Base32 (RFC 4648, section 6) in either case, padded or not, as a whole or as tokens in a text. What spells neither text nor compressed data is a word or an identifier, mostly: as with hexadecimal digits. */
export const base32: Transform = {
  name: 'base32',
  codings: ['base32'],
  needs: shape.upper | shape.lower,
  looksLike: (text) => text.length >= least && nextToken(text, 0) !== undefined,
  undo(source) {
    const text = source.units;
    const found: Undone[] = [];
    for (let token = nextToken(text, 0); token !== undefined; token = nextToken(text, token.end)) {
      const { start, end } = token;
      // So many characters no whole number of bytes has.
      if ([1, 3, 6].includes((end - start) % 8)) continue;
      const bytes = base32Decode(text.slice(start, end));
      const sure = isMostlyText(bytes) || startsCompressed(bytes) ? 'certain' : 'noise';
      const padding = /^={0,6}/.exec(text.slice(end, end + 6))![0].length;
      found.push({ source: Source.ofBytes(bytes), start, end: end + padding, sure });
    }
    return found;
  },
};

/** The next characters of one case that touch no other letter or digit. */
function nextToken(text: string, from: number): Run | undefined {
  let run = nextRun(text, from, letters, least);
  while (run !== undefined && !isAllOf(text, upper, run.start, run.end) && !isAllOf(text, lower, run.start, run.end))
    run = nextRun(text, run.end, letters, least);
  return run;
}
