import { isBirthDate, yearsSince } from './birth-date.js';
import { weightedSum } from './check-digits.js';
import type { NationalIdKind } from './national-id-kind.js';

const WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
/** By the seventh digit, which also tells sex and nationality. */
const CENTURIES = [1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800];
/** The highest code of the place of registration. */
const LAST_PLACE = 96;
/** Of people under an unrelated name: a later date is that of an order, an earlier one may be, of this century. */
const LEAST_YEARS = 10;
const MOST_YEARS = 90;

function hasCheckDigit(id: string): boolean {
  return id.charCodeAt(12) - 0x30 === (11 - (weightedSum(id, WEIGHTS) % 11)) % 10 && Number(id.slice(7, 9)) <= LAST_PLACE;
}

/**
 * Korean resident registration numbers (주민등록번호), and those of foreigners: birth date, century and sex, and until October 2020 place, sequence and
 * check digit. Where a name says so, `checksum`, and without a right check digit, which newer ones do not have, `pattern`. Written
 * `YYMMDD-NNNNNNN` under any other that does not count something, `pattern`, with the check digit only. Not: bare digits under another name,
 * as milliseconds have them; masked numbers.
 */
export const krRrn: NationalIdKind = {
  name: 'kr-rrn',
  country: 'KR',
  description: 'a Korean resident registration number',
  shapes: ['9999999999999', '999999-9999999'],
  names: new Set(
    (
      'rrn jumin juminno juminnumber juminbunho jumindeungnok jumindeungrok jumindeungnokbeonho residentno ' +
      'residentregistration residentregistrationnumber residentnumber alienregistrationnumber 주민등록번호 주민번호 외국인등록번호'
    ).split(' '),
  ),
  surest: 'checksum',
  recognise(written) {
    const { id } = written;
    const year = CENTURIES[id.charCodeAt(6) - 0x30]! + Number(id.slice(0, 2));
    if (!isBirthDate(year, Number(id.slice(2, 4)), Number(id.slice(4, 6)))) return undefined;
    const checked = hasCheckDigit(id);
    if (!checked && !written.grouped && !written.named) return undefined;
    if (written.named) return checked ? 'checksum' : 'pattern';
    const years = yearsSince(year);
    if (!written.grouped || !checked || years < LEAST_YEARS || years > MOST_YEARS) return undefined;
    return written.counted ? undefined : 'pattern';
  },
};
