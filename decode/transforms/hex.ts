import { startsCompressed } from '../compression.js';
import { isMostlyText } from '../printable.js';
import { characterClass, type Run, runsOf } from '../runs.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform } from '../transform.js';

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
  looksLike: (text) => text.length >= least && wholeBytes(text).next().done !== true,
  undo(source) {
    return Array.from(wholeBytes(source.units), ({ start, end }) => {
      const bytes = Buffer.from(source.units.slice(start, end), 'hex');
      const sure = isMostlyText(bytes) || startsCompressed(bytes) ? 'certain' : 'noise';
      return { source: Source.ofBytes(bytes), start, end, sure } as const;
    });
  },
};

function* wholeBytes(text: string): Generator<Run> {
  for (const run of runsOf(text, digits, least)) if ((run.end - run.start) % 2 === 0) yield run;
}
