import { isUniform, weightedSum } from './check-digits.js';
import type { NationalIdKind } from './national-id-kind.js';

const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2];

/** NHS Data Dictionary, NHS NUMBER: modulus 11; a remainder that would need a check digit of 10 is not issued. */
function hasCheckDigit(id: string): boolean {
  return (11 - (weightedSum(id, WEIGHTS) % 11)) % 11 === id.charCodeAt(9) - 0x30;
}

/**
 * NHS numbers of England, Wales and the Isle of Man, and those of Scotland (CHI) and Northern Ireland, which share the check digit.
 * `checksum`, and only where a name says so: `943 476 5919` is also how telephone numbers are written.
 */
export const ukNhsNumber: NationalIdKind = {
  name: 'uk-nhs-number',
  country: 'GB',
  description: 'an NHS number',
  shapes: ['9999999999', '999 999 9999', '999-999-9999'],
  names: new Set('nhs nhsno nhsnum nhsnumber nhsid chinumber chino hcnumber'.split(' ')),
  surest: 'checksum',
  recognise(written) {
    if (!hasCheckDigit(written.id) || isUniform(written.id)) return undefined;
    return written.named ? 'checksum' : undefined;
  },
};
