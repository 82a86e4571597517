import { characterClass } from '../character-class.js';

function codes(characters: string): ReadonlySet<number> {
  return new Set([...characters].map((character) => character.charCodeAt(0)));
}

/** A sign, the rest of a decimal or of a longer number, a currency. */
const CONTINUED = codes('-.+$€£¥₹\u2010\u2011\u2012\u2013\u2212');
const CURRENCIES = codes('$€£¥₹');
const SPACES = codes(' \u00a0\u202f');
const DASH = 0x2d;
const DOT = 0x2e;

/** Whether a number behind this UTF-16 unit is part of something longer: signed, decimal, a price. `NaN`, before the text, is not. */
export function isContinuation(before: number): boolean {
  return CONTINUED.has(before);
}

/** Whether a group of digits and a space are before it: of a number that is written with spaces itself, this would be a part only. */
export function followsGroup(text: string, start: number): boolean {
  return SPACES.has(text.charCodeAt(start - 1)) && characterClass.digit(text.charCodeAt(start - 2));
}

/**
 * Whether the number before `end` is whole, as far as what follows it says: no dash or dot with more behind it, no currency, and, where it is written
 * with spaces, no further group of digits. A full stop may follow. Words that touch it are excluded by its shape.
 */
export function standsAlone(text: string, end: number, shape: string): boolean {
  const after = text.charCodeAt(end);
  const second = text.charCodeAt(end + 1);
  const spaced = SPACES.has(after);
  if ((after === DOT || after === DASH) && characterClass.alphanumeric(second)) return false;
  if (CURRENCIES.has(spaced ? second : after)) return false;
  return !(spaced && shape.includes(' ') && characterClass.digit(second));
}
