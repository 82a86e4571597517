import { isUniform, weightedSum } from './check-digits.js';
import type { NationalIdKind } from './national-id-kind.js';

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/**
 * Dutch citizen service numbers (burgerservicenummer) with right check digit (elfproef, modulo 11), eight digits where a leading zero was lost.
 * `checksum`, and only where a name says so: one number of nine digits in eleven passes, and `1234.56.782` may be a version.
 */
export const nlBsn: NationalIdKind = {
  name: 'nl-bsn',
  country: 'NL',
  description: 'a Dutch citizen service number',
  shapes: ['999999999', '99999999', '9999.99.999', '9999 99 999'],
  names: new Set('bsn bsnnummer bsnnumber bsnnr burgerservicenummer burgerservicenr sofinummer sofinr citizenservicenumber'.split(' ')),
  surest: 'checksum',
  recognise(written) {
    if (weightedSum(written.id.padStart(9, '0'), WEIGHTS) % 11 !== 0 || isUniform(written.id)) return undefined;
    return written.named ? 'checksum' : undefined;
  },
};
