import { isUniform } from './check-digits.js';
import type { NationalIdKind } from './national-id-kind.js';

/** Numbers that were printed in advertisements and on sample cards, and are no one's (Social Security Administration; 078-05-1120 is the most known). */
const PUBLISHED = new Set(
  (
    '002281852 042103580 062360749 078051120 095073645 128036045 135016629 141186941 165167999 165187999 165207999 165227999 165247999 ' +
    '189092294 212097694 212099999 219099999 306302348 308125070 457555462 468288779 549241889'
  ).split(' '),
);

/** 20 CFR 422.103 and the Administration's rules of assignment: no area 000, 666 or 900 up, no group 00, no serial 0000. */
function isAssignable(id: string): boolean {
  const area = id.slice(0, 3);
  return area !== '000' && area !== '666' && area < '900' && id.slice(3, 5) !== '00' && id.slice(5) !== '0000';
}

/**
 * US Social Security numbers. They have no check digit, so at best `pattern`: written `123-45-6789` under any name, other forms where a name
 * says so. Not: areas, groups and serials that are never assigned, published sample numbers, taxpayer numbers (which begin with 9).
 */
export const usSsn: NationalIdKind = {
  name: 'us-ssn',
  country: 'US',
  description: 'a US Social Security number',
  shapes: ['999999999', '999-99-9999', '999 99 9999'],
  names: new Set(
    'ssn ssns ssnno ssnum ssnumber socialsecurity socialsecurityno socialsecuritynum socialsecuritynumber socialsec'.split(' '),
  ),
  surest: 'pattern',
  recognise(written) {
    if (!isAssignable(written.id) || isUniform(written.id) || PUBLISHED.has(written.id)) return undefined;
    return written.shape === '999-99-9999' || written.named ? 'pattern' : undefined;
  },
};
