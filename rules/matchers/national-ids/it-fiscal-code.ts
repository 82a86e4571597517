import { isDayOfMonth } from './birth-date.js';
import type { NationalIdKind } from './national-id-kind.js';

/** Places of the digits, any of which stands as a letter where two people would get the same code (omocodia). */
const DIGIT_PLACES = [6, 7, 9, 10, 12, 13, 14];
const LEAST_DIGITS = 3;
const DIGIT_LETTERS = 'LMNPQRSTUV';
const MONTHS = 'ABCDEHLMPRST';
/** Values of 0 to 9, which are also those of A to J, then of K to Z, at the odd places (Ministry of Finance, decree of 23 December 1976). */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
/** A name's consonants, then its vowels, then X for what is missing. */
const NAME = /^[^AEIOU]*[AEIOU]*X*$/;

/** All shapes: the places of digits may hold letters, but three stay digits. */
function shapes(): readonly string[] {
  const all: string[] = [];
  for (let subset = 0; subset < 1 << DIGIT_PLACES.length; subset++) {
    const shape = [...'AAAAAA99A99A999A'];
    let letters = 0;
    for (const [bit, place] of DIGIT_PLACES.entries()) {
      if (((subset >> bit) & 1) === 0) continue;
      shape[place] = 'A';
      letters++;
    }
    if (DIGIT_PLACES.length - letters >= LEAST_DIGITS) all.push(shape.join(''));
  }
  return all;
}

function valueAt(code: number): number {
  return code < 0x41 ? code - 0x30 : code - 0x41;
}

function hasCheckLetter(id: string): boolean {
  let sum = 0;
  for (let index = 0; index < 15; index++) {
    const value = valueAt(id.charCodeAt(index));
    sum += index % 2 === 0 ? ODD[value]! : value;
  }
  return sum % 26 === id.charCodeAt(15) - 0x41;
}

/** The code with its digits as digits, or `undefined` when a letter stands for none. */
function withDigits(id: string): string | undefined {
  const characters = [...id];
  for (const place of DIGIT_PLACES) {
    const digit = DIGIT_LETTERS.indexOf(characters[place]!);
    if (digit !== -1) characters[place] = String(digit);
  }
  const code = characters.join('');
  return /^[A-Z]{6}\d\d[A-Z]\d\d[A-MZ]\d{3}[A-Z]$/.test(code) ? code : undefined;
}

/**
 * Italian tax codes (codice fiscale): three letters each of surname and name, birth date, sex, place of birth (a cadastral code) and a check
 * letter, in all upper or all lower case: `checksum`. Not: the eleven digits of companies and provisional codes.
 */
export const itFiscalCode: NationalIdKind = {
  name: 'it-fiscal-code',
  country: 'IT',
  description: 'an Italian tax code',
  shapes: shapes(),
  names: new Set('codicefiscale codfiscale codfisc cf fiscalcode taxcode taxid tin'.split(' ')),
  surest: 'checksum',
  recognise(written) {
    if (!hasCheckLetter(written.id)) return undefined;
    const code = withDigits(written.id);
    if (code === undefined || !NAME.test(code.slice(0, 3)) || !NAME.test(code.slice(3, 6))) return undefined;
    const day = Number(code.slice(9, 11));
    // Of women, the day is raised by forty.
    if (!isDayOfMonth(MONTHS.indexOf(code.charAt(8)) + 1, day > 40 ? day - 40 : day)) return undefined;
    return 'checksum';
  },
};
