import { isBirthDate } from './birth-date.js';
import { isUniform } from './check-digits.js';
import type { NationalIdKind } from './national-id-kind.js';

/** By the number modulo 23 (Ministry of the Interior, Cálculo del dígito de control del NIF-NIE). */
const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
/** Their first letter counts as 0, 1, 2. */
const FOREIGNERS = 'XYZ';

function hasCheckLetter(id: string): boolean {
  if (!/^[\dXYZ]\d{7}[A-Z]$/.test(id)) return false;
  const first = FOREIGNERS.indexOf(id.charAt(0));
  const number = Number(first === -1 ? id.slice(0, 8) : first + id.slice(1, 8));
  return LETTERS.charAt(number % 23) === id.charAt(8);
}

/** `20241231-A` is a lot of that day. */
function isDate(id: string): boolean {
  return isBirthDate(Number(id.slice(0, 4)), Number(id.slice(4, 6)), Number(id.slice(6, 8)));
}

/**
 * Spanish identity numbers of citizens (DNI) and foreigners (NIE) with a right check letter. `checksum` where a name says so; with a dash before the
 * letter, in upper case, `pattern` under any other that does not count something. Not: bare ones under another name, NIF of companies.
 */
export const esDni: NationalIdKind = {
  name: 'es-dni',
  country: 'ES',
  description: 'a Spanish DNI or NIE',
  shapes: ['99999999A', '99999999-A', '99.999.999-A', '99.999.999A', '99999999 A', 'A9999999A', 'A9999999-A', 'A-9999999-A', 'A-9999999A'],
  names: new Set(
    (
      'dni nie nif dninie nifnie dninif documento documentoidentidad documentodeidentidad numerodni numdni ' +
      'documentonacionaldeidentidad numerodocumento documentnumber'
    ).split(' '),
  ),
  surest: 'checksum',
  recognise(written) {
    const { id } = written;
    if (!hasCheckLetter(id) || isUniform(id.slice(0, 8))) return undefined;
    if (written.named) return 'checksum';
    return written.upper && written.shape.endsWith('-A') && !isDate(id) && !written.counted ? 'pattern' : undefined;
  },
};
