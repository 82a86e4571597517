import { base32Decode } from '../base32-decode.js';
import { startsCompressed } from '../compression.js';
import { isMostlyText } from '../printable.js';
import { shape } from '../shape.js';
import { Source } from '../source.js';
import type { Transform } from '../transform.js';

/** Sixteen characters or more of one case that touch no other letter or digit: ten bytes, as chance hardly spells text in. */
const runs = /(?<![A-Za-z0-9])(?:[A-Z2-7]{16,}|[a-z2-7]{16,})(?![A-Za-z0-9])/g;

/** Base32 (RFC 4648, section 6) in either case, padded or not, as a whole or as tokens in a text. What spells neither text nor compressed data is a word or an identifier, mostly: as with hexadecimal digits. */
export const base32: Transform = {
  name: 'base32',
  codings: ['base32'],
  needs: shape.upper | shape.lower,
  looksLike: (text) => text.length >= 16 && text.search(runs) >= 0,
  undo(source) {
    return [...source.units.matchAll(runs)].flatMap((run) => {
      // So many characters no whole number of bytes has.
      if ([1, 3, 6].includes(run[0].length % 8)) return [];
      const bytes = base32Decode(run[0]);
      const sure = isMostlyText(bytes) || startsCompressed(bytes) ? 'certain' : 'noise';
      const padding = /^={0,6}/.exec(source.units.slice(run.index + run[0].length, run.index + run[0].length + 6))![0].length;
      return [{ source: Source.ofBytes(bytes), start: run.index, end: run.index + run[0].length + padding, sure } as const];
    });
  },
};
