import { startsCompressed } from '../compression.js';
import { isMostlyText } from '../printable.js';
import { characterClass, nextRun, type Run } from '../runs.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform, Undone } from '../transform.js';

const digits = characterClass('09', 'af', 'AF');
/** Eight bytes. Shorter runs are numbers and colours. */
const least = 16;

/**
 * Hexadecimal digits, in either case. What spells neither text nor compressed data is an identifier or a hash, mostly, and stands for itself: its
 * bytes count only if a format is recognised in them, or a planted value stands there.
 */
export const hex: Transform = {
  name: 'hex',
  needs: shape.digit,
  looksLike: (text) => text.length >= least && wholeBytes(text, 0) !== undefined,
  undo(source) {
    const text = source.units;
    const found: Undone[] = [];
    for (let run = wholeBytes(text, 0); run !== undefined; run = wholeBytes(text, run.end)) {
      const bytes = Buffer.from(text.slice(run.start, run.end), 'hex');
      const sure = isMostlyText(bytes) || startsCompressed(bytes) ? 'certain' : 'noise';
      found.push({ source: Source.ofBytes(bytes), start: run.start, end: run.end, sure });
    }
    return found;
  },
};

/** The next digits that make whole bytes. */
function wholeBytes(text: string, from: number): Run | undefined {
  let run = nextRun(text, from, digits, least);
  while (run !== undefined && (run.end - run.start) % 2 !== 0) run = nextRun(text, run.end, digits, least);
  return run;
}
