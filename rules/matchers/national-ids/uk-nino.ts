import type { NationalIdKind } from './national-id-kind.js';

/** HMRC, National Insurance Manual NIM39110: letters and prefixes that are not used. */
const FORM = /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/;

/**
 * UK National Insurance numbers with a prefix in use. They have no check digit, so at best `pattern`: where a name says so, and in upper case and
 * groups, `AB 12 34 56 C`, under any other that does not count something. Not: bare ones under another name; `QQ 12 34 56 C`, which is no one's.
 */
export const ukNino: NationalIdKind = {
  name: 'uk-nino',
  country: 'GB',
  description: 'a UK National Insurance number',
  shapes: ['AA999999A', 'AA 99 99 99 A', 'AA 999999 A', 'AA-99-99-99-A', 'AA-999999-A'],
  names: new Set('nino ninumber nationalinsurance nationalinsuranceno nationalinsurancenumber natinsno natins'.split(' ')),
  surest: 'pattern',
  recognise(written) {
    if (!FORM.test(written.id)) return undefined;
    if (written.named) return 'pattern';
    return written.upper && written.shape === 'AA 99 99 99 A' && !written.counted ? 'pattern' : undefined;
  },
};
