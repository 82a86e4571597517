import type { PlantedForm } from './planted-forms.js';

/** Digits of the shortest number that is looked for in other ways of writing it: shorter ones turn up by chance. */
const fewestDigits = 7;

/** How a whole number is written beside its digits: with separators between thousands, and in hexadecimal behind `0x`. Of any other text: none. */
export function integerForms(text: string): readonly PlantedForm[] {
  if (!/^[1-9]\d*$/.test(text) || text.length < fewestDigits || text.length > 20) return [];
  const form = { transforms: [], hashed: false, anyCase: false } as const;
  const groups = text.replace(/\B(?=(?:\d{3})+$)/g, ',');
  const separated = [',', '.', ' ', '_', "'"].map((separator) => groups.replaceAll(',', separator));
  const hex = BigInt(text).toString(16);
  // Not without what says that it is: the shortest form decides how fast all of them are searched for.
  const written = [`0x${hex}`, `0x${hex.toUpperCase()}`];
  return [
    ...separated.map((one): PlantedForm => ({ ...form, text: one, boundary: 'digits' })),
    ...written.map((one): PlantedForm => ({ ...form, text: one, boundary: 'word' })),
  ];
}
