import { dateForms } from '../compile/date-forms.js';
import { locationForms } from '../compile/location-forms.js';
import type { FieldKind } from '../ruleset.js';

/**
 * What a planted value would have to look like for its other ways of writing to be known; nothing where it does. A value that does not is looked for as it
 * stands, which is not what somebody wants who says `as`. The text itself is never in the answer.
 */
export function kindMismatch(text: string, as: FieldKind | undefined): string | undefined {
  const trimmed = text.trim();
  const hexadecimal = trimmed.replace(/^0x/i, '').replaceAll(/[\s:._{}-]/g, '');
  switch (as) {
    case 'date':
      return dateForms(trimmed).written.length > 0 ? undefined : 'a date as `YYYY-MM-DD`';
    case 'location':
      return locationForms(trimmed).length > 0 ? undefined : '`latitude,longitude` in decimal degrees, with two decimals or more';
    case 'uuid':
      return /^[0-9a-f]{32}$/i.test(hexadecimal) ? undefined : '32 hexadecimal digits';
    case 'mac':
      return /^[0-9a-f]{12}$/i.test(hexadecimal) ? undefined : '12 hexadecimal digits';
    case 'email':
      return /^[^@\s]+@[^@\s]+$/.test(trimmed) ? undefined : 'an address with an `@`';
    case 'imei':
      return /^\d{14,16}$/.test(trimmed.replaceAll(/[\s./-]/g, ''))
        ? undefined
        : '15 digits (14 without the check digit, 16 with a version)';
    case 'integer':
      return /^[+-]?\d+$/.test(trimmed) ? undefined : 'a whole number';
    case 'phone':
      return /\d{4}/.test(trimmed.normalize('NFKC').replaceAll(/\D/g, '')) ? undefined : 'a telephone number';
    case 'name':
    case 'token':
    case 'text':
    case undefined:
      return undefined;
    default:
      // What is no kind is said where it is read.
      as satisfies never;
      return undefined;
  }
}
