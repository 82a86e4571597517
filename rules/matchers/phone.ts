import { characterClass } from './character-class.js';
import type { Match, MatchContext, Matcher } from './matcher.js';
import { phoneLibrary } from './phone-library.js';
import { isPhoneName } from './phone-name.js';

/** E.164: at most 15 digits with the calling code; no plan in use has fewer than 7 in all. */
const MOST_DIGITS = 15;
const LEAST_DIGITS = 7;
/** Without a plus, shorter numbers are taken for national ones. */
const LEAST_WITH_CODE = 11;
const LONGEST_WRITTEN = 32;
/** `+44 (0)20` has five characters between its groups. */
const WIDEST_GAP = 5;
/** Beyond so many look-ups in one text the shape decides alone: it must stay cheap on a text made of nothing but candidates. */
const MOST_LOOKUPS = 500;

const SEPARATORS = new Set([' ', '-', '.', '(', ')', '/', '\u00a0', '\u2010', '\u2011', '\u2012', '\u2013'].map((c) => c.charCodeAt(0)));
const PLUS = 0x2b;

interface Digits {
  readonly text: string;
  /** The ends of the groups: how many digits there were by then, and the index after them. */
  readonly ends: readonly { readonly count: number; readonly end: number }[];
}

/** Reads digit groups with a few separators between them. `undefined` when more digits touch each other than a number has. */
function readDigits(text: string, start: number): Digits | undefined {
  let digits = '';
  const ends: { count: number; end: number }[] = [];
  let index = start;
  const most = Math.min(text.length, start + LONGEST_WRITTEN);
  while (index < most) {
    const groupStart = index;
    while (index < most && characterClass.digit(text.charCodeAt(index))) index++;
    if (index === groupStart && !(digits === '' && SEPARATORS.has(text.charCodeAt(index)))) break;
    const group = text.slice(groupStart, index);
    if (digits.length + group.length > MOST_DIGITS) break;
    digits += group;
    if (group !== '') ends.push({ count: digits.length, end: index });
    let gap = 0;
    while (gap < WIDEST_GAP && index + gap < most && SEPARATORS.has(text.charCodeAt(index + gap))) gap++;
    if (gap === 0) break;
    index += gap;
  }
  if (digits === '') return undefined;
  // The last group must not run on into a word.
  const next = text.charCodeAt(ends.at(-1)?.end ?? index);
  if (characterClass.alphanumeric(next) || next === 0x5f) ends.pop();
  return { text: digits, ends };
}

/** `+35.68124`: one group, a dot, digits and no more: a decimal number, for all that some registries write `+81.9012345678` (RFC 5733). */
function isDecimal(text: string, start: number): boolean {
  return /^\d+\.\d+(?![\s().-]?\d)/.test(text.slice(start, start + LONGEST_WRITTEN * 2));
}

class Lookups {
  #left = MOST_LOOKUPS;

  /** E.164, or `undefined` when no numbering plan has such a number. */
  e164(digits: string): string | undefined {
    if (digits.length < LEAST_DIGITS || digits.length > MOST_DIGITS || digits.startsWith('0')) return undefined;
    if (this.#left-- <= 0) return `+${digits}`;
    const number = phoneLibrary().parsePhoneNumberFromString(`+${digits}`);
    return number?.isValid() ? number.number : undefined;
  }
}

/** The longest prefix of the groups that is a number: `+81 90 1234 5678 2024` is a number and a year. */
function longest(digits: Digits, skip: number, lookups: Lookups): { value: string; end: number } | undefined {
  for (let index = digits.ends.length - 1; index >= 0; index--) {
    const { count, end } = digits.ends[index]!;
    if (count - skip < LEAST_DIGITS) return undefined;
    const value = lookups.e164(digits.text.slice(skip, count));
    if (value !== undefined) return { value, end };
  }
  return undefined;
}

/** Base64, sums and exponents have a plus within; a telephone number starts with it. */
function startsToken(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  return !(characterClass.alphanumeric(before) || before === 0x2f || before === PLUS || before === 0x5f || before === 0x2e);
}

/** A trunk zero in brackets, `+44 (0)20 …`, is not dialled from abroad. */
function withoutTrunkZero(text: string): string {
  return text.replace(/\(0\)/g, '   ');
}

function findInternational(text: string, context: MatchContext, lookups: Lookups): Match[] {
  const matches: Match[] = [];
  const written = text.includes('(0)') ? withoutTrunkZero(text) : text;
  for (let plus = written.indexOf('+'); plus !== -1; plus = written.indexOf('+', plus + 1)) {
    const first = written.charCodeAt(plus + 1);
    if (!characterClass.digit(first) && first !== 0x28) continue;
    if (!startsToken(written, plus)) continue;
    if (isDecimal(written, plus + 1) && !isPhoneName(context.name)) continue;
    const digits = readDigits(written, plus + 1);
    const number = digits && longest(digits, 0, lookups);
    if (number) matches.push({ start: plus, end: number.end, value: number.value, recognisedAs: 'pattern' });
  }
  return matches;
}

/** `0081 90 1234 5678`: only with separators, since zero-padded IDs look the same without. */
function findDialled(text: string, matches: Match[], lookups: Lookups): void {
  for (let zero = text.indexOf('00'); zero !== -1; zero = text.indexOf('00', zero + 2)) {
    const code = text.charCodeAt(zero + 2);
    if (!characterClass.digit(code) || code === 0x30) continue;
    if (!startsToken(text, zero) || text[zero - 1] === '-' || text[zero - 1] === ':') continue;
    const digits = readDigits(text, zero);
    // `0081`, then a separator: groups of two or four with none that begins so are a hex dump.
    if (digits === undefined || digits.ends.length < 2 || (digits.ends[0]?.count ?? 0) > 5) continue;
    const number = longest(digits, 2, lookups);
    if (number) matches.push({ start: zero, end: number.end, value: number.value, recognisedAs: 'pattern' });
  }
}

/** Seconds or milliseconds since 1970, between 2014 and 2033. */
const UNIX_TIME = /^(?:1[4-9]\d{8}|1[4-9]\d{11})$/;

/** The whole text is a number and the field's name says telephone. National forms stay national: the country is not known. */
function findByName(text: string, lookups: Lookups): Match[] {
  const start = text.length - text.trimStart().length;
  const trimmed = withoutTrunkZero(text.trim());
  if (!characterClass.digit(trimmed.charCodeAt(trimmed.length - 1))) return [];
  for (let index = 0; index < trimmed.length; index++) {
    const code = trimmed.charCodeAt(index);
    if (!characterClass.digit(code) && !SEPARATORS.has(code)) return [];
  }
  const digits = trimmed.replace(/\D/g, '');
  if (digits.length < LEAST_DIGITS || digits.length > MOST_DIGITS + 2 || new Set(digits).size === 1) return [];
  if (/^\d+\.\d+$/.test(trimmed) || UNIX_TIME.test(trimmed) || /^\d{4}-\d\d-\d\d/.test(trimmed)) return [];
  const end = start + trimmed.length;
  // A plus that form decoding turned into a space leaves the number as it is dialled from abroad.
  const dialled = digits.startsWith('00') ? digits.slice(2) : digits;
  const international = dialled.length >= LEAST_WITH_CODE ? lookups.e164(dialled) : undefined;
  if (international !== undefined) return [{ start, end, value: international, recognisedAs: 'pattern' }];
  return digits.length <= MOST_DIGITS ? [{ start, end, value: digits, recognisedAs: 'name' }] : [];
}

function find(text: string, context: MatchContext): readonly Match[] {
  if (text.length < LEAST_DIGITS) return [];
  const lookups = new Lookups();
  const matches = text.includes('+') ? findInternational(text, context, lookups) : [];
  if (text.includes('00')) findDialled(text, matches, lookups);
  if (matches.length > 0 || text.length > LONGEST_WRITTEN + 8) return matches;
  return /^\s*[(\d]/.test(text) && isPhoneName(context.name) ? findByName(text, lookups) : matches;
}

/**
 * Telephone numbers: in international form with a leading `+` (RFC 3966, E.164), with `00` and separators, or, where the
 * field's name says telephone (`phone`, `mobile`, `msisdn` …), any whole number of 7 to 15 digits.
 * Normal form: E.164 where a numbering plan knows it, else the digits, recognised by `name` only.
 * Not: national forms under any other name, timestamps, decimals, zero-padded IDs, digits within words or base64.
 */
export const phone: Matcher = {
  name: 'phone',
  description: 'a telephone number',
  options: {},
  surest: 'pattern',
  prepare: () => ({ recognisedAs: 'pattern', find }),
};
