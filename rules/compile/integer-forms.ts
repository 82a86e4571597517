import type { PlantedForm } from './planted-forms.js';

/** Digits of the shortest number that is looked for in other ways of writing it: shorter ones turn up by chance. */
const fewestDigits = 7;
/** Hexadecimal digits of the shortest number that is looked for without `0x` in front. */
const fewestHex = 8;

/** How a whole number is written beside its digits: with separators between thousands, and in hexadecimal. Of any other text: none. */
export function integerForms(text: string): readonly PlantedForm[] {
  if (!/^[1-9]\d*$/.test(text) || text.length < fewestDigits || text.length > 20) return [];
  const form = { transforms: [], hashed: false, anyCase: false } as const;
  const groups = text.replace(/\B(?=(?:\d{3})+$)/g, ',');
  const separated = [',', '.', ' ', '\u00a0', '\u202f', '_', "'"].map((separator) => groups.replaceAll(',', separator));
  const hex = BigInt(text).toString(16);
  const bare = hex.length >= fewestHex && /[a-f]/.test(hex) ? [hex, hex.toUpperCase()] : [];
  const written = [`0x${hex}`, `0x${hex.toUpperCase()}`, ...bare];
  return [
    ...separated.map((one): PlantedForm => ({ ...form, text: one, boundary: 'digits' })),
    ...written.map((one): PlantedForm => ({ ...form, text: one, boundary: 'word' })),
  ];
}
