import { isCardGrouping } from './is-card-grouping.js';
import type { NationalIdKind } from './national-id-kind.js';
import { verhoeff } from './verhoeff.js';

/** UIDAI: it does not begin with 0 or 1; palindromes are not given out. */
function isAssignable(id: string): boolean {
  return id >= '2' && id !== [...id].reverse().join('');
}

/**
 * Indian Aadhaar numbers: twelve digits, the last a check digit by Verhoeff's rule. `checksum` where a name says so; in the groups of the card,
 * `2341 2341 2346`, `pattern` under any other that does not count something. Not: bare digits under another name; virtual IDs of 16 digits.
 */
export const inAadhaar: NationalIdKind = {
  name: 'in-aadhaar',
  country: 'IN',
  description: 'an Aadhaar number',
  shapes: ['999999999999', '9999 9999 9999', '9999-9999-9999'],
  names: new Set('aadhaar aadhar adhaar adhar aadhaarno aadhaarnumber aadharno aadharnumber uidai uidaino आधार'.split(' ')),
  surest: 'checksum',
  recognise(written) {
    if (!isAssignable(written.id) || !verhoeff(written.id)) return undefined;
    if (written.named) return 'checksum';
    return isCardGrouping(written.shape, written.id) && !written.counted ? 'pattern' : undefined;
  },
};
