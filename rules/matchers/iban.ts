import { characterClass } from './character-class.js';
import { ibanStructures } from './iban-structure.js';
import { isCountingName } from './is-counting-name.js';
import type { Match, MatchContext, Matcher } from './matcher.js';

const SHORTEST = 15;
/** 34 characters, and a separator after every four. */
const LONGEST_WRITTEN = 42;
const SEPARATORS = ' \u00a0-';
/** Country and check digits, before the account. */
const HEAD = /[A-Z]{2}\d{2}[ \u00a0A-Z0-9-]/g;

/** ISO 7064, MOD 97-10: the first four characters moved to the end, letters as numbers from A = 10. */
function hasCheckDigits(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** So many characters from `start` on, in one piece or in groups of four with the same separator between. Other characters are left to the structure. */
function read(text: string, start: number, length: number): { value: string; end: number } | undefined {
  const separator = text.charAt(start + 4);
  const grouped = SEPARATORS.includes(separator);
  const end = start + length + (grouped ? Math.floor((length - 1) / 4) : 0);
  if (end > text.length || characterClass.alphanumeric(text.charCodeAt(end))) return undefined;
  const written = text.slice(start, end);
  if (!grouped) return { value: written, end };
  const groups = written.split(separator);
  const even = groups.every((group, index) => (index === groups.length - 1 ? group.length <= 4 : group.length === 4));
  return even ? { value: groups.join(''), end } : undefined;
}

function findUpper(text: string): readonly Match[] {
  const matches: Match[] = [];
  HEAD.lastIndex = 0;
  for (let head = HEAD.exec(text); head !== null; head = HEAD.exec(text)) {
    const start = head.index;
    // One letter on, where three capitals stand before the digits, is within a word.
    HEAD.lastIndex = start + 4;
    if (characterClass.alphanumeric(text.charCodeAt(start - 1))) continue;
    const structure = ibanStructures.get(head[0].slice(0, 2));
    const account = structure && read(text, start, structure.length);
    if (account === undefined || !structure?.pattern.test(account.value) || !hasCheckDigits(account.value)) continue;
    matches.push({ start, end: account.end, value: account.value, recognisedAs: 'checksum' });
    HEAD.lastIndex = account.end;
  }
  return matches;
}

function find(text: string, context: MatchContext): readonly Match[] {
  if (text.length < SHORTEST) return [];
  const matches = findUpper(text);
  if (matches.length > 0 || text.length > LONGEST_WRITTEN || !/^[A-Za-z]{2}\d{2}[A-Za-z0-9 \u00a0-]+$/.test(text)) return matches;
  return isCountingName(context.name) ? matches : findUpper(text.toUpperCase());
}

/**
 * International bank account numbers (ISO 13616): a country's length and structure, and right check digits; in one piece, or in groups of four with
 * spaces or dashes. Normal form: capitals without spaces. Not: lower case, but for a whole value whose name speaks of no ID; countries without a registered
 * structure; national account numbers.
 */
export const iban: Matcher = {
  name: 'iban',
  description: 'an international bank account number',
  options: {},
  surest: 'checksum',
  prepare: () => ({ recognisedAs: 'checksum', find }),
};
