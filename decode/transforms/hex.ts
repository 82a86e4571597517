import { startsCompressed } from '../compression.js';
import { isMostlyText } from '../printable.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform } from '../transform.js';

/** Eight bytes or more, none of them a control character, or what starts like gzip, zlib or zstd: most hashes fail here. Shorter runs are numbers and colours. */
const runs =
  /(?<![\dA-Fa-f])(?:(?:[2-9A-Fa-f][\dA-Fa-f]|0[9AaDd]){8,}|(?:1[Ff]8[Bb]|28[Bb]5|78(?:01|5[Ee]|9[Cc]|[Dd][Aa]))(?:[\dA-Fa-f]{2}){6,})(?![\dA-Fa-f])/g;

/**
 * Hexadecimal digits, in either case, whose bytes are text or compressed data. What they spell otherwise is an identifier or a hash, and
 * stands for itself.
 */
export const hex: Transform = {
  name: 'hex',
  needs: shape.digit,
  looksLike: (text) => text.length >= 16 && text.search(runs) >= 0,
  undo(source) {
    return [...source.units.matchAll(runs)].flatMap((run) => {
      const bytes = Buffer.from(run[0], 'hex');
      if (!isMostlyText(bytes) && !startsCompressed(bytes)) return [];
      return [{ source: Source.ofBytes(bytes), start: run.index, end: run.index + run[0].length, sure: 'certain' } as const];
    });
  },
};
