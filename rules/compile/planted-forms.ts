import type { FieldKind } from '../ruleset.js';
import { binaryForms } from './binary-forms.js';
import { canonicalForms } from './canonical-forms.js';
import { charsetForms } from './charset-forms.js';
import { hashForms } from './hash-forms.js';
import { isWeakInteger } from './is-weak-integer.js';
import { type Split, splitForms } from './split-forms.js';

/**
 * What must stand on either side of a match: anything; nothing that makes it a part of another number (`isWholeNumber`); no ASCII letter or
 * digit; behind it the rest of an address at Gmail, which then belongs to it; `number`: nothing in front that makes it a part of another number.
 */
export type FormBoundary = 'none' | 'digits' | 'word' | 'gmail-tag' | 'number';

/** One way in which a planted value may stand in a field once decoding has done its work. */
export interface PlantedForm {
  /** For binary forms one character a byte. */
  readonly text: string;
  /** What made it of the value, e.g. `['sha256']`; empty for the value itself and its ways of writing. */
  readonly transforms: readonly string[];
  /** Only somebody who knows the value can tell: not readable. */
  readonly hashed: boolean;
  readonly anyCase: boolean;
  readonly boundary: FormBoundary;
  /**
   * Found in values that are not text only. `short`: so few bytes that in long values chance finds them too. `small`: three that tell, so looked
   * for at the beginning only; `tiny`: two, so looked for in values of a few dozen bytes only. Neither is ever more than a suspicion.
   */
  readonly binary?: 'long' | 'short' | 'small' | 'tiny';
  /** One coordinate of a place: it counts only beside the other one. */
  readonly half?: 'first' | 'second';
  /** Proves less than the value itself does: reported below `planted`. */
  readonly suspect?: boolean;
}

/** The ways in which a number is written with separators between its digits, as the digits alone. See `createDigitFinder`. */
export interface PlantedValueForms {
  readonly forms: readonly PlantedForm[];
  readonly digits: readonly string[];
  /** Looked for combined with any one byte by exclusive or. */
  readonly xored: readonly string[];
  readonly splits: readonly Split[];
}

export interface PlantedFormOptions {
  readonly as?: FieldKind;
  /** The field says where its values must stand, so even short ones prove something. */
  readonly narrowed?: boolean;
  readonly salts: readonly string[];
  readonly hmacKeys: readonly string[];
}

/**
 * Every form of a planted value: its canonical ways of writing (by kind, inferred where `as` is absent), their hashes, the value
 * reversed and in ROT13, and for numbers and UUIDs their bytes. Encodings that decoding undoes (base64, percent …) are not among them.
 */
export function plantedForms(value: string, options: PlantedFormOptions): PlantedValueForms {
  const { texts, hashable, hashedTwice, digits, numbers } = canonicalForms(value, options.as);
  const forms = new Map<string, PlantedForm>();
  const add = (form: PlantedForm): void => {
    const key = `${form.text}\u0000${form.binary ?? ''}`;
    if (form.text !== '' && !forms.has(key)) forms.set(key, form);
  };
  const weak = isWeakInteger(value, options.as, options.narrowed === true);
  for (const plain of texts) {
    const text = weak ? { ...plain, suspect: true } : plain;
    add(text);
    // In bytes of no known charset, UTF-8 is read one character a byte.
    const bytewise = Buffer.from(text.text, 'utf8').toString('latin1');
    if (bytewise !== text.text) add({ ...text, text: bytewise });
    for (const { charset, text: bytes } of charsetForms(text.text)) {
      add({
        text: bytes,
        transforms: [charset],
        hashed: false,
        anyCase: false,
        boundary: 'none',
        ...(text.half ? { half: text.half } : {}),
      });
    }
  }
  for (const form of binaryForms(value, texts, options.as)) add(form);
  // A number as a program holds it, whatever people put between its digits.
  for (const number of [...digits, ...numbers]) for (const form of binaryForms(number, [], 'token')) add(form);
  for (const form of hashForms(hashable, new Set(hashedTwice), options.salts, options.hmacKeys)) add(form);
  const plain = value.trim().normalize('NFC');
  if (plain.length >= 8) {
    const reversed = [...plain].reverse().join('');
    if (!/^\d+$/.test(plain)) add({ text: reversed, transforms: ['reversed'], hashed: false, anyCase: false, boundary: 'none' });
    const letters = plain.replace(/[^A-Za-z]/g, '').length;
    if (letters >= 6) add({ text: rot13(plain), transforms: ['rot13'], hashed: false, anyCase: false, boundary: 'none', suspect: true });
  }
  const telling = plain.length >= 8 && new Set(plain).size >= 5 && options.as !== 'location';
  return { forms: [...forms.values()], digits, xored: telling ? [plain] : [], splits: splitForms(value, options.as) };
}

function rot13(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}
