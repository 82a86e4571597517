import { isBirthDate, yearsSince } from './birth-date.js';
import { weightedSum } from './check-digits.js';
import { isCnProvince, isCnRegion } from './cn-region.js';
import type { NationalIdKind } from './national-id-kind.js';

/** GB 11643-1999, after ISO 7064 MOD 11-2. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';
/** A later date under an unrelated name is that of an order. */
const LEAST_YEARS = 5;
const MOST_YEARS = 100;

/**
 * Chinese resident identity numbers (居民身份证, GB 11643): region, birth date, sequence and check character, 18 in all. `checksum` where a name says so,
 * and under any other that does not count something if the region is structured as one and the birth was 5 to 100 years ago; else `pattern`.
 * Not: the 15 digits in use before 1999, which have no check digit.
 */
export const cnResidentId: NationalIdKind = {
  name: 'cn-resident-id',
  country: 'CN',
  description: 'a Chinese resident identity number',
  shapes: ['999999999999999999', '99999999999999999A', '999999 99999999 9999', '999999 99999999 999A'],
  names: new Set(
    (
      'shenfenzheng shenfenzhenghao shenfenzhenghaoma shenfenhao sfz sfzh sfzhm residentid residentidnumber ' +
      'residentidentitycard idno idcode certno certnum idcardnum 身份证 身份證 公民身份号码 证件号'
    ).split(' '),
  ),
  surest: 'checksum',
  recognise(written) {
    const { id } = written;
    if (id.charAt(17) !== CHECK.charAt(weightedSum(id, WEIGHTS) % 11)) return undefined;
    const year = Number(id.slice(6, 10));
    if (!isCnProvince(id.slice(0, 6)) || !isBirthDate(year, Number(id.slice(10, 12)), Number(id.slice(12, 14)))) return undefined;
    if (written.named) return 'checksum';
    const years = yearsSince(year);
    if (years < LEAST_YEARS || years > MOST_YEARS) return undefined;
    return isCnRegion(id.slice(0, 6)) && !written.counted ? 'checksum' : 'pattern';
  },
};
