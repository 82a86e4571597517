import type { BlindSpot, Ruleset, Suppression } from '../ruleset.js';
import { checkUntil } from './check-until.js';

/** Warnings for exceptions that have ended, or will within 14 days. */
export function warnOfEndings(
  suppressions: readonly Suppression[],
  blindSpots: readonly BlindSpot[],
  now: number,
): readonly Ruleset['warnings'][number][] {
  const warn = (noun: string, afterwards: string) => {
    return ({ until, place }: Suppression | BlindSpot): readonly Ruleset['warnings'][number][] => {
      const state = checkUntil(until, now);
      switch (state.kind) {
        case 'expired':
          return [{ place, message: `this ${noun} ended on ${until}: ${afterwards}` }];
        case 'expires-soon': {
          const when = state.days === 0 ? 'today' : state.days === 1 ? 'tomorrow' : `in ${state.days} days`;
          return [{ place, message: `this ${noun} ends ${when}, on ${until}` }];
        }
        case 'active':
        case 'invalid':
          return [];
      }
    };
  };
  return [
    ...suppressions.flatMap(warn('suppression', 'what it covered counts again')),
    ...blindSpots.flatMap(warn('blind spot', 'what it covered is open again')),
  ];
}
