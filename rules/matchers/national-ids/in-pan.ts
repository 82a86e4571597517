import type { NationalIdKind } from './national-id-kind.js';

/** The fourth letter is the kind of holder, P a natural person; the four digits count from 0001. */
const FORM = /^[A-Z]{3}[ABCFGHJKLPT][A-Z](?!0000)\d{4}[A-Z]$/;
const PERSON = 'P';

/**
 * Indian income tax numbers (Permanent Account Number). The rule of their check letter is not published, so at best `pattern`: any holder where a
 * name says so; a person's, in upper case, under any other that does not count something.
 */
export const inPan: NationalIdKind = {
  name: 'in-pan',
  country: 'IN',
  description: 'an Indian Permanent Account Number',
  shapes: ['AAAAA9999A'],
  names: new Set('pan panno pannum pannumber pancard pancardno pancardnumber permanentaccountnumber taxid tin'.split(' ')),
  surest: 'pattern',
  recognise(written) {
    if (!FORM.test(written.id)) return undefined;
    if (written.named) return 'pattern';
    return written.upper && written.id.charAt(3) === PERSON && !written.counted ? 'pattern' : undefined;
  },
};
