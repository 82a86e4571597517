import type { Match, Matcher } from '../../rules/matchers/matcher.js';

/** Seventeen capitals and digits without I, O and Q. The length is fixed, so the search is linear. */
const CANDIDATE = /(?<![A-Za-z0-9])[A-HJ-NPR-Z0-9]{17}(?![A-Za-z0-9])/g;
/** What a letter counts (49 CFR 565.15, table III), and how much each place weighs (table IV); the ninth is the check digit itself. */
const LETTERS: Readonly<Record<string, number>> = Object.fromEntries(
  [...'ABCDEFGH_JKLMN_P_R_STUVWXYZ'].map((letter, index) => [letter, (index % 9) + 1]),
);
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** The weighted sum modulo 11, as a digit or X, stands at the ninth place. */
function hasCheckDigit(vin: string): boolean {
  let sum = 0;
  for (const [index, weight] of WEIGHTS.entries()) sum += weight * (LETTERS[vin[index]!] ?? Number(vin[index]));
  return '0123456789X'[sum % 11] === vin[8];
}

function find(text: string): readonly Match[] {
  const matches: Match[] = [];
  for (const { index, 0: value } of text.matchAll(CANDIDATE)) {
    // The serial number at the end has digits; of words and numbers alone one in eleven would pass.
    if (!/[A-Z]/.test(value) || !/\d{4}$/.test(value) || !hasCheckDigit(value)) continue;
    matches.push({ start: index, end: index + value.length, value, recognisedAs: 'checksum' });
  }
  return matches;
}

/**
 * Vehicle identification numbers (ISO 3779) with the check digit that North America asks for (49 CFR 565), in upper case.
 * Normal form: as written. Not: numbers of vehicles made for markets without a check digit; the shape inside a longer word.
 */
export const vin: Matcher = {
  name: 'vin',
  description: 'a vehicle identification number',
  options: {},
  surest: 'checksum',
  prepare: () => ({ recognisedAs: 'checksum', find }),
};
