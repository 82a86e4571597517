import { isBirthDate } from './birth-date.js';
import type { NationalIdKind } from './national-id-kind.js';

/** The month of foreigners without a national number (BIS) is raised by twenty, or by forty where the sex is known. */
const RAISED = 20;

/** The check number is the complement modulo 97 of the nine digits before, with a 2 in front for those born from 2000 on. */
function hasCheckNumber(id: string, century: number): boolean {
  const number = Number((century === 2000 ? '2' : '') + id.slice(0, 9));
  return 97 - (number % 97) === Number(id.slice(9));
}

function isSo(id: string, dateKnown: boolean): boolean {
  const written = Number(id.slice(2, 4));
  const month = written > 2 * RAISED + 12 ? written : written % RAISED;
  const day = Number(id.slice(4, 6));
  const sequence = id.slice(6, 9);
  if (sequence === '000' || sequence === '999') return false;
  return [1900, 2000].some((century) => {
    const isDate = month === 0 ? !dateKnown && day <= 31 : isBirthDate(century + Number(id.slice(0, 2)), month, day);
    return isDate && hasCheckNumber(id, century);
  });
}

/**
 * Belgian national numbers (rijksregisternummer, numéro de registre national) and BIS numbers: birth date, sequence and a check number modulo 97
 * (Royal Decree of 3 April 1984). `checksum` where a name says so, and written `85.07.30-033.28` under any; in other groups `pattern`, unless the name
 * counts something. Not: bare digits under another name.
 */
export const beNationalNumber: NationalIdKind = {
  name: 'be-national-number',
  country: 'BE',
  description: 'a Belgian national number',
  shapes: ['99999999999', '99.99.99-999.99', '99.99.99-999-99', '99.99.99.999.99', '999999-999-99', '999999 999 99'],
  names: new Set(
    (
      'insz niss inss rijksregister rijksregisternummer rijksregisternr registrenational numeroregistrenational ' +
      'numeroderegistrenational numeronational nationalnumber nationaalnummer nrn rrn bisnummer bisnumber'
    ).split(' '),
  ),
  surest: 'checksum',
  recognise(written) {
    if (!isSo(written.id, false)) return undefined;
    if (written.named) return 'checksum';
    if (!written.grouped || !isSo(written.id, true)) return undefined;
    if (written.shape === '99.99.99-999.99') return 'checksum';
    return written.counted ? undefined : 'pattern';
  },
};
