import { luhn } from '../luhn.js';
import { isBirthDate, latestBirthYear, yearsSince } from './birth-date.js';
import type { NationalIdKind, WrittenId } from './national-id-kind.js';

/** Of coordination numbers the day is raised by sixty. */
const RAISED = 60;
/** A later date under an unrelated name is that of an order. */
const LEAST_YEARS = 15;

/** The year of birth, or `undefined` when the date is none. */
function birthYear({ id, shape }: WrittenId): number | undefined {
  const short = id.slice(-10);
  const month = Number(short.slice(2, 4));
  const written = Number(short.slice(4, 6));
  const day = written > RAISED ? written - RAISED : written;
  if (id.length === 12) {
    const year = Number(id.slice(0, 4));
    return isBirthDate(year, month, day) ? year : undefined;
  }
  const latest = latestBirthYear(Number(short.slice(0, 2)), month, day);
  if (latest === undefined || !shape.includes('+')) return latest;
  // The plus says that it is a hundred years ago or more.
  const earlier = latest - 100;
  return isBirthDate(earlier, month, day) ? earlier : undefined;
}

/**
 * Swedish personal identity numbers and coordination numbers: birth date, serial, and a check digit by Luhn's rule over the last ten digits
 * (Skatteverket, SKV 704). `checksum` where a name says so; written `811228-9874` or `19811228-9874` under any other that does not count something,
 * `pattern` for births 15 years ago or more. Not: bare digits under another name; numbers of organisations.
 */
export const sePersonnummer: NationalIdKind = {
  name: 'se-personnummer',
  country: 'SE',
  description: 'a Swedish personal identity number',
  shapes: ['9999999999', '999999999999', '999999-9999', '999999+9999', '99999999-9999', '99999999+9999'],
  names: new Set('personnummer personnr persnr pnr pno samordningsnummer samordningsnr swedishpersonalnumber personalnumber'.split(' ')),
  surest: 'checksum',
  recognise(written) {
    if (!luhn(written.id.slice(-10))) return undefined;
    const year = birthYear(written);
    if (year === undefined) return undefined;
    if (written.named) return 'checksum';
    return written.grouped && yearsSince(year) >= LEAST_YEARS && !written.counted ? 'pattern' : undefined;
  },
};
