import { startsCompressed } from '../compression.js';
import { isMostlyText } from '../printable.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform } from '../transform.js';

/** Eight bytes or more. Shorter runs are numbers and colours. */
const runs = /(?<![\dA-Fa-f])(?:[\dA-Fa-f]{2}){8,}(?![\dA-Fa-f])/g;

/**
 * Hexadecimal digits, in either case. What spells neither text nor compressed data is an identifier or a hash, mostly, and stands for itself: its
 * bytes count only if a format is recognised in them, or a planted value stands there.
 */
export const hex: Transform = {
  name: 'hex',
  needs: shape.digit,
  looksLike: (text) => text.length >= 16 && text.search(runs) >= 0,
  undo(source) {
    return [...source.units.matchAll(runs)].map((run) => {
      const bytes = Buffer.from(run[0], 'hex');
      const sure = isMostlyText(bytes) || startsCompressed(bytes) ? 'certain' : 'noise';
      return { source: Source.ofBytes(bytes), start: run.index, end: run.index + run[0].length, sure } as const;
    });
  },
};
