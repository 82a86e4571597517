import type { NationalIdKind } from './national-id-kind.js';

/** The complement of the first 13 characters modulo 97; 2A and 2B of Corsica count as 19 and 18. */
function hasKey(id: string): boolean {
  const department = id.slice(5, 7);
  const digits = department === '2A' ? '19' : department === '2B' ? '18' : department;
  if (!/^\d\d$/.test(digits)) return false;
  const number = Number(id.slice(0, 5) + digits + id.slice(7, 13));
  return 97 - (number % 97) === Number(id.slice(13));
}

/** Sex 1 or 2, a month of the year, a department, overseas or abroad, a commune and an order of their own. */
function isUsual(id: string): boolean {
  const month = Number(id.slice(3, 5));
  const department = id.slice(5, 7);
  if (!/^[12]/.test(id) || month < 1 || month > 12) return false;
  if (department === '00' || department === '96') return false;
  return id.slice(7, 10) !== '000' && id.slice(10, 13) !== '000';
}

/** Other months stand for unknown ones, other first digits for people who are being registered. */
function isPossible(id: string): boolean {
  const month = Number(id.slice(3, 5));
  return /^[1-478]/.test(id) && ((month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50);
}

/**
 * French registration numbers (NIR, numéro de sécurité sociale): sex, year and month of birth, place, order, and a key modulo 97 (INSEE).
 * `checksum` where a name says so or in its groups, `2 95 10 99 126 111 93`; bare `pattern`, unless the name counts something.
 * Not: the 13 characters without the key.
 */
export const frNir: NationalIdKind = {
  name: 'fr-nir',
  country: 'FR',
  description: 'a French social security number',
  shapes: ['999999999999999', '999999A99999999', '9 99 99 99 999 999 99', '9 99 99 9A 999 999 99', '9999999999999 99', '999999A999999 99'],
  names: new Set(
    (
      'nir inseenumber numeroinsee numinsee numerosecu numsecu numerosecuritesociale numerodesecuritesociale ' +
      'securitesociale numsecuritesociale nosecu nss insee'
    ).split(' '),
  ),
  surest: 'checksum',
  recognise(written) {
    if (!isPossible(written.id) || !hasKey(written.id)) return undefined;
    if (written.named) return 'checksum';
    if (!isUsual(written.id)) return undefined;
    if (written.shape.startsWith('9 ')) return 'checksum';
    return written.counted ? undefined : 'pattern';
  },
};
