import { isBirthDate } from './birth-date.js';
import { weightedSum } from './check-digits.js';
import type { NationalIdKind } from './national-id-kind.js';

const WEIGHTS = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1];
/** The month is raised by twenty for each of these. */
const CENTURIES = [1900, 2000, 2100, 2200, 1800];

function hasBirthDate(id: string): boolean {
  const month = Number(id.slice(2, 4));
  const century = CENTURIES[Math.floor(month / 20)]!;
  return isBirthDate(century + Number(id.slice(0, 2)), month % 20, Number(id.slice(4, 6)));
}

/**
 * Polish PESEL numbers: birth date with the century in the month, serial, sex and check digit (Act on Population Registration, article 15).
 * `checksum`, and only where a name says so: of eleven random digits one number in 140 passes.
 */
export const plPesel: NationalIdKind = {
  name: 'pl-pesel',
  country: 'PL',
  description: 'a Polish PESEL number',
  shapes: ['99999999999'],
  names: new Set('pesel peselno peselnumber numerpesel nrpesel'.split(' ')),
  surest: 'checksum',
  recognise(written) {
    if (weightedSum(written.id, WEIGHTS) % 10 !== 0 || !hasBirthDate(written.id)) return undefined;
    return written.named ? 'checksum' : undefined;
  },
};
