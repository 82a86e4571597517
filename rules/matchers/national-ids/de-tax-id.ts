import type { NationalIdKind } from './national-id-kind.js';

/** ISO 7064, MOD 11,10. */
function hasCheckDigit(id: string): boolean {
  let product = 10;
  for (let index = 0; index < 10; index++) {
    const sum = (id.charCodeAt(index) - 0x30 + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === id.charCodeAt(10) - 0x30;
}

/** Of the first ten digits exactly one occurs twice or three times, no three of them in a row (since 2016); no other one twice. */
function isStructured(id: string): boolean {
  const counts = new Uint8Array(10);
  for (let index = 0; index < 10; index++) {
    const digit = id.charCodeAt(index) - 0x30;
    counts[digit]! += 1;
    if (index > 1 && id[index] === id[index - 1] && id[index] === id[index - 2]) return false;
  }
  const repeated = counts.filter((count) => count > 1);
  return repeated.length === 1 && repeated[0]! <= 3;
}

/**
 * German tax identification numbers (Steuer-ID, § 139b Abgabenordnung): eleven digits, of which one occurs two or three times, with a check digit.
 * `checksum` where a name says so; written `86 095 742 719` under any other that does not count something, `pattern`. Not: the older
 * Steuernummer, nor VAT numbers.
 */
export const deTaxId: NationalIdKind = {
  name: 'de-tax-id',
  country: 'DE',
  description: 'a German tax identification number',
  shapes: ['99999999999', '99 999 999 999'],
  names: new Set(
    (
      'steuerid steueridnr steueridentifikationsnummer steueridentnummer steuerlicheidentifikationsnummer idnr tin ' +
      'identifikationsnummer taxid taxidnumber taxidentificationnumber taxpayerid'
    ).split(' '),
  ),
  surest: 'checksum',
  recognise(written) {
    if (written.id.startsWith('0') || !hasCheckDigit(written.id) || !isStructured(written.id)) return undefined;
    if (written.named) return 'checksum';
    return written.grouped && !written.counted ? 'pattern' : undefined;
  },
};
