import { weightedSum } from './check-digits.js';
import type { NationalIdKind } from './national-id-kind.js';

/** Of Switzerland in ISO 3166-1; no other article number begins with it. */
const PREFIX = '756';
/** EAN-13. */
const WEIGHTS = [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1];

/**
 * Swiss social insurance numbers (AHV, AVS; since 2008): 756, nine digits and a check digit. `checksum` where a name says so, and written
 * `756.1234.5678.97` under any; bare `pattern`, unless the name counts something. Not: the eleven digits in use before.
 */
export const chAhv: NationalIdKind = {
  name: 'ch-ahv',
  country: 'CH',
  description: 'a Swiss AHV number',
  shapes: ['9999999999999', '999.9999.9999.99', '999 9999 9999 99'],
  names: new Set(
    (
      'ahv ahvnr ahvnummer ahvn13 ahvn avs avsno noavs numeroavs navs navs13 nssahv sozialversicherungsnummer ' +
      'socialinsurancenumber ahvnumber avsnumber versichertennummer'
    ).split(' '),
  ),
  surest: 'checksum',
  recognise(written) {
    if (!written.id.startsWith(PREFIX) || weightedSum(written.id, WEIGHTS) % 10 !== 0) return undefined;
    if (written.grouped || written.named) return 'checksum';
    return written.counted ? undefined : 'pattern';
  },
};
