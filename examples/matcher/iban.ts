import type { Match, Matcher } from '../../rules/matchers/matcher.js';

/** Country, check digits, then 11 to 30 letters and digits in one piece, or in groups of four. Every part is bounded, so the search is linear. */
const CANDIDATE = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?)(?![A-Za-z0-9])/g;

/** ISO 7064, MOD 97-10: the first four characters moved to the end, letters as numbers from A = 10. */
function hasCheckDigits(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

function find(text: string): readonly Match[] {
  const matches: Match[] = [];
  for (const { index, 0: written } of text.matchAll(CANDIDATE)) {
    const value = written.replaceAll(' ', '');
    if (value.length < 15 || value.length > 34 || !hasCheckDigits(value)) continue;
    matches.push({ start: index, end: index + written.length, value, recognisedAs: 'checksum' });
  }
  return matches;
}

/**
 * International bank account numbers (ISO 13616) with right check digits, in upper case, alone or in groups of four.
 * Normal form: without spaces. Not: a check of each country's own length and structure; groups that run on into a word of capitals.
 */
export const iban: Matcher = {
  name: 'iban',
  description: 'an international bank account number',
  options: {},
  surest: 'checksum',
  prepare: () => ({ recognisedAs: 'checksum', find }),
};
