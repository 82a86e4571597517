import { isDayOfMonth } from './birth-date.js';
import type { NationalIdKind } from './national-id-kind.js';

/** Of the pension institutions that issue it. */
const AREAS = new Set([2, 3, 4, 8, 9, ...range(10, 21), 23, 24, 25, 26, 28, 29, 38, 39, 40, ...range(42, 82), 89]);
const WEIGHTS = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The letter counts as its two-digit place in the alphabet; of each product the cross sum is taken (VKVV, § 2 and annex). */
function hasCheckDigit(id: string): boolean {
  const digits = id.slice(0, 8) + String(id.charCodeAt(8) - 0x40).padStart(2, '0') + id.slice(9, 11);
  let sum = 0;
  for (let index = 0; index < WEIGHTS.length; index++) {
    const product = (digits.charCodeAt(index) - 0x30) * WEIGHTS[index]!;
    sum += Math.floor(product / 10) + (product % 10);
  }
  return sum % 10 === id.charCodeAt(11) - 0x30;
}

/**
 * German pension insurance numbers (Rentenversicherungsnummer, also called Sozialversicherungsnummer): area, birth date, initial of the name at birth,
 * serial and check digit. `checksum` where a name says so or in its groups, `15 070649 C 103`; else in upper case `pattern`, unless the name
 * counts something.
 */
export const dePensionNumber: NationalIdKind = {
  name: 'de-pension-number',
  country: 'DE',
  description: 'a German pension insurance number',
  shapes: ['99999999A999', '99 999999 A 999', '99 99 99 99 A 999'],
  names: new Set(
    (
      'rvnr svnr vsnr versicherungsnummer rentenversicherungsnummer sozialversicherungsnummer rentenversicherung ' +
      'sozialversicherung rentennummer rvnummer svnummer pensionnumber pensioninsurancenumber'
    ).split(' '),
  ),
  surest: 'checksum',
  recognise(written) {
    const { id } = written;
    if (!AREAS.has(Number(id.slice(0, 2))) || !isDayOfMonth(Number(id.slice(4, 6)), Number(id.slice(2, 4))) || !hasCheckDigit(id))
      return undefined;
    if (written.grouped || written.named) return 'checksum';
    return written.upper && !written.counted ? 'pattern' : undefined;
  },
};
