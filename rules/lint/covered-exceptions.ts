import { compileGlob } from '../compile/glob.js';
import { normalGlob } from '../compile/normal-path.js';
import type { BlindSpot, Place, Ruleset, Suppression } from '../ruleset.js';
import type { RulesetProblem } from '../ruleset-error.js';
import { hostCovers } from './host-covers.js';

/** Suppressions and blind spots that another of the same covers in whole, and for as long. */
export function coveredExceptions({ suppressions, blindSpots, hosts }: Ruleset): readonly RulesetProblem[] {
  const hostsCover = (wide: string | undefined, narrow: string | undefined): boolean =>
    wide === undefined || (narrow !== undefined && (wide === narrow || hostCovers(wide, narrow, hosts)));
  const suppressionCovers = (wide: Suppression, narrow: Suppression): boolean =>
    wide.rule === narrow.rule &&
    (['field', 'step', 'fingerprint'] as const).every((key) => wide[key] === undefined || wide[key] === narrow[key]) &&
    hostsCover(wide.host, narrow.host) &&
    // A path must match as it was sent and in normal form.
    globCovers(wide.path, narrow.path) &&
    globCovers(wide.path && normalGlob(wide.path), narrow.path && normalGlob(narrow.path)) &&
    globCovers(wide.at, narrow.at);
  const spotCovers = (wide: BlindSpot, narrow: BlindSpot): boolean =>
    hostsCover(wide.host, narrow.host) &&
    (wide.gaps.length === 0 || (narrow.gaps.length > 0 && narrow.gaps.every((gap) => wide.gaps.includes(gap))));
  return [...covered('suppression', suppressions, suppressionCovers), ...covered('blind spot', blindSpots, spotCovers)];
}

/** A `*` of the narrower is a character that only a `*` of the wider takes, so this is exact. */
function globCovers(wide: string | undefined, narrow: string | undefined): boolean {
  return wide === undefined || (narrow !== undefined && compileGlob(wide)(narrow));
}

function covered<T extends { readonly place: Place; readonly until: string }>(
  noun: string,
  all: readonly T[],
  covers: (wide: T, narrow: T) => boolean,
): readonly RulesetProblem[] {
  return all.flatMap((one, index) => {
    const cover = all.find((other, at) => {
      if (other === one || !covers(other, one)) return false;
      // Of two that cover each other the later goes, whatever their ends.
      return covers(one, other) ? at < index : other.until >= one.until;
    });
    if (cover === undefined) return [];
    return [{ place: one.place, message: `the ${noun} in ${cover.place.file}:${cover.place.line} covers this one: keep one of them` }];
  });
}
