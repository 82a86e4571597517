import { cardBrand } from './card-brand.js';
import { characterClass } from './character-class.js';
import { luhn } from './luhn.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { nameWords } from './name-words.js';

const SHORTEST = 14;
const LONGEST = 19;
const SPACE = 0x20;
const DASH = 0x2d;
const DOT = 0x2e;
const UNDERSCORE = 0x5f;

/** As many digits as the shortest card has, with single separators. */
const CANDIDATE = /\d(?:[ -]?\d){13}/g;

/** How card numbers are written in groups; the last group may be shorter in no other way. */
const GROUPINGS = new Set(['4-4-4-4', '4-6-5', '4-6-4', '4-4-4-4-3', '6-13', '4-4-4-2']);

/** Names of values that are random or count something: one number in ten of them satisfies the check digit. */
const NUMBER_WORDS = new Set(
  (
    'id ids gid uid pid time timestamp ts date nonce seq sequence trace span random rand rnd seed cachebuster cachebust cb ord correlator ' +
    'cache hash etag version offset size length count bytes session request'
  ).split(' '),
);
const CARD_WORDS = new Set('card cards pan cc creditcard cardnumber cardno ccnumber ccnum payment account number'.split(' '));

/** A name that speaks of IDs, times or random numbers, and not of cards, makes the check digit a weak proof. */
function isOtherNumber(name: string | undefined): boolean {
  if (name === undefined) return false;
  const words = nameWords(name);
  return words.some((word) => NUMBER_WORDS.has(word)) && !words.some((word) => CARD_WORDS.has(word));
}

interface Group {
  readonly start: number;
  readonly end: number;
}

/** Groups of digits from `start` on with the same single separator between them, at most as many digits as a card has. */
function readGroups(text: string, start: number): readonly Group[] {
  const groups: Group[] = [];
  let separator = 0;
  let index = start;
  let digits = 0;
  for (;;) {
    const from = index;
    while (index - from <= LONGEST && characterClass.digit(text.charCodeAt(index))) index++;
    if (index === from) return groups;
    digits += index - from;
    groups.push({ start: from, end: index });
    const next = text.charCodeAt(index);
    if (digits > LONGEST || (next !== SPACE && next !== DASH) || (separator !== 0 && next !== separator)) return groups;
    separator = next;
    index++;
  }
}

function touches(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (characterClass.alphanumeric(before) || before === DOT || before === UNDERSCORE) return true;
  if (before === DASH && characterClass.alphanumeric(text.charCodeAt(start - 2))) return true;
  const after = text.charCodeAt(end);
  if (characterClass.alphanumeric(after) || after === UNDERSCORE) return true;
  // A dot may end a sentence; before a digit or letter it makes a decimal or a name.
  return (after === DOT || after === DASH) && characterClass.alphanumeric(text.charCodeAt(end + 1));
}

/** The longest run of whole groups, from the first on, that is a card number. A date or security code may follow after a space. */
function longestCard(text: string, groups: readonly Group[]): { value: string; start: number; end: number } | undefined {
  const start = groups[0]?.start ?? 0;
  let value = '';
  const grouping: number[] = [];
  let best: { value: string; start: number; end: number } | undefined;
  for (const group of groups) {
    value += text.slice(group.start, group.end);
    grouping.push(group.end - group.start);
    if (value.length > LONGEST) break;
    if (value.length < SHORTEST || (grouping.length > 1 && !GROUPINGS.has(grouping.join('-')))) continue;
    if (touches(text, start, group.end) || new Set(value).size === 1) continue;
    if (cardBrand(value) !== undefined && luhn(value)) best = { value, start, end: group.end };
  }
  return best;
}

function find(text: string, context: MatchContext): readonly Match[] {
  const matches: Match[] = [];
  if (text.length < SHORTEST) return matches;
  CANDIDATE.lastIndex = 0;
  for (let candidate = CANDIDATE.exec(text); candidate !== null; candidate = CANDIDATE.exec(text)) {
    const groups = readGroups(text, candidate.index);
    const card = longestCard(text, groups);
    if (card !== undefined) {
      matches.push({ ...card, recognisedAs: isOtherNumber(context.name) ? 'pattern' : 'checksum' });
      CANDIDATE.lastIndex = card.end;
      continue;
    }
    // Past this group, and past all digits that touch it.
    let next = groups[0]?.end ?? candidate.index + 1;
    while (characterClass.digit(text.charCodeAt(next))) next++;
    CANDIDATE.lastIndex = next;
  }
  return matches;
}

/**
 * Payment card numbers: an issuer's range, a length in use with that range, and the Luhn check digit; digits alone or in the
 * groups that are printed on cards, with single spaces or dashes. Normal form: digits only.
 * Under a name of IDs, times or random numbers (`ord`, `trace_id`) it is recognised by `pattern` only: one random number in ten
 * satisfies the check. Not: numbers that touch other digits, letters or decimals; timestamps; one digit repeated.
 */
export const creditCard: Matcher = {
  name: 'credit-card',
  description: 'a payment card number',
  options: {},
  surest: 'checksum',
  prepare: () => ({ recognisedAs: 'checksum', find }),
};
