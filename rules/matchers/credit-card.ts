import { type CardBrand, cardBrand } from './card-brand.js';
import { cardName } from './card-name.js';
import { characterClass } from './character-class.js';
import { isPartOfMore } from './is-part-of-more.js';
import { luhn } from './luhn.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { labelBefore } from './national-ids/id-name.js';
import { isTrackData } from './track-data.js';

const SHORTEST = 14;
const LONGEST = 19;
const SLASH = 0x2f;
/** What stands between groups: a space, also one that does not break (U+00A0, U+2007, U+202F, U+2009), dashes, and a dot. */
const SEPARATOR = '[ \\u00a0\\u2007\\u2009\\u202f\\u2010-\\u2013\\u2212.-]';
const separators = new RegExp(`^${SEPARATOR}$`);

/** As many digits as the shortest card has, with single separators. */
const CANDIDATE = new RegExp(`\\d(?:${SEPARATOR}?\\d){13}`, 'g');

/** How card numbers are written in groups; the last group may be shorter in no other way. */
const GROUPINGS = new Set(['4-4-4-4', '4-6-5', '4-6-4', '4-4-4-4-3', '6-13', '4-4-4-2']);
/** Brands that issue cards of any length; of the others' lengths beside 15 and 16 there are hardly any, and 64-bit integers abound. */
const ANY_LENGTH: ReadonlySet<CardBrand> = new Set(['unionpay', 'maestro']);
/** In front of a number, the words that say what it is. */
const LAST_WORDS = /\S+\s*\S*\s*$/;
/** A word and a space: the number stands in running text, as in logs, which are full of numbers. */
const RUNNING = /[\p{L}\p{N})}\]] +$/u;
const LONGEST_GAP = 4;
/** What stands beside a card's number: the month in which it expires. */
const EXPIRY = /^[\s,;|]{1,3}(?:exp\w*[:.]?\s?)?(?:0[1-9]|1[0-2])\s?[/-]\s?(?:20)?[2-9]\d(?!\d)/i;
const LONGEST_EXPIRY = 24;
/** Hex and base64 hold any short word. */
const TOKEN = /[A-Za-z0-9+_-]{16,}/g;

interface Group {
  readonly start: number;
  readonly end: number;
}

interface Card extends Group {
  readonly value: string;
  readonly brand: CardBrand;
  readonly grouped: boolean;
}

/** Groups of digits from `start` on with the same single separator between them, at most as many digits as a card has. */
function readGroups(text: string, start: number): readonly Group[] {
  const groups: Group[] = [];
  let separator = '';
  let index = start;
  let digits = 0;
  for (;;) {
    const from = index;
    while (index - from <= LONGEST && characterClass.digit(text.charCodeAt(index))) index++;
    if (index === from) return groups;
    digits += index - from;
    groups.push({ start: from, end: index });
    const next = text.charAt(index);
    if (digits > LONGEST || !separators.test(next) || (separator !== '' && next !== separator)) return groups;
    separator = next;
    index++;
  }
}

/** The longest run of whole groups, from the first on, that is a card number. A date or security code may follow after a space. */
function longestCard(text: string, groups: readonly Group[]): Card | undefined {
  const start = groups[0]?.start ?? 0;
  let value = '';
  const grouping: number[] = [];
  let best: Card | undefined;
  for (const { start: from, end } of groups) {
    value += text.slice(from, end);
    grouping.push(end - from);
    if (value.length > LONGEST) break;
    if (value.length < SHORTEST || (grouping.length > 1 && !GROUPINGS.has(grouping.join('-')))) continue;
    if (new Set(value).size === 1 || (isPartOfMore(text, start, end) && !isTrackData(text, start, end))) continue;
    const brand = cardBrand(value);
    if (brand !== undefined && luhn(value)) best = { value, start, end, brand, grouped: grouping.length > 1 };
  }
  return best;
}

function isRunning(text: string, start: number, end: number): boolean {
  return RUNNING.test(text.slice(Math.max(0, start - LONGEST_GAP), start)) && !EXPIRY.test(text.slice(end, end + LONGEST_EXPIRY));
}

/** How sure a number with the right digits is a card's, by how it is written and what the names say; `undefined`: too little speaks for it. */
function sureness(
  text: string,
  { start, end, value, brand, grouped }: Card,
  { name, number }: MatchContext,
): Match['recognisedAs'] | undefined {
  const label = labelBefore(text, start).replace(TOKEN, (token) => (/\d\D*\d\D*\d/.test(token) ? '' : token));
  const names = [cardName(name), cardName(label)];
  if (names.includes('card') || isTrackData(text, start, end)) return 'checksum';
  const counted = names[0] === 'counting' || cardName(LAST_WORDS.exec(label)?.[0]) === 'counting';
  if (grouped) return counted ? 'pattern' : 'checksum';
  if (!counted && names.includes('number')) return 'checksum';
  // In a path: `/v1/items/4111111111111111`, a trace and its span; bits of which nothing says what they are.
  const weak = counted || text.charCodeAt(start - 1) === SLASH || (number && name === undefined) || isRunning(text, start, end);
  if (value.length === 16 || value.length === 15) return weak ? 'name' : 'checksum';
  return weak || !ANY_LENGTH.has(brand) ? undefined : 'name';
}

function find(text: string, context: MatchContext): readonly Match[] {
  const matches: Match[] = [];
  if (text.length < SHORTEST) return matches;
  CANDIDATE.lastIndex = 0;
  for (let candidate = CANDIDATE.exec(text); candidate !== null; candidate = CANDIDATE.exec(text)) {
    const groups = readGroups(text, candidate.index);
    const card = longestCard(text, groups);
    const recognisedAs = card && sureness(text, card, context);
    if (card !== undefined && recognisedAs !== undefined) {
      matches.push({ start: card.start, end: card.end, value: card.value, recognisedAs });
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
 * Payment card numbers: an issuer's range, a length in use with that range, and the Luhn check digit; digits alone, in the groups that are printed on
 * cards, with single spaces, dashes or dots, or in the tracks of a magnetic stripe (ISO/IEC 7813). Normal form: digits only.
 * Recognised by `checksum` in groups, in a track, under or behind a name of cards or numbers, and with 15 or 16 digits as a value under any name that
 * does not speak of IDs, times or random numbers (`ord`, `trace_id`). Under those one number in ten satisfies the check: in groups `pattern`, bare
 * `name`, as in a path, behind a word of running text, unless an expiry date follows, and as a nameless number of a binary format. Bare numbers of other lengths are 64-bit integers far more often than cards: `name` where the brand issues them (UnionPay, Maestro), else
 * none. Not: numbers that touch other digits, letters or decimals; timestamps; one digit repeated.
 */
export const creditCard: Matcher = {
  name: 'credit-card',
  description: 'a payment card number',
  options: {},
  surest: 'checksum',
  prepare: () => ({ recognisedAs: 'checksum', find }),
};
