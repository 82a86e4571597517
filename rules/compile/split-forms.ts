import type { FieldKind } from '../ruleset.js';

/** A planted value in two parts, as two fields may hold them. */
export interface Split {
  readonly first: string;
  readonly second: string;
}

/** Characters of the shortest part: of less, every other message has one. */
const leastPart = 4;
/** Characters of the shortest value that is looked for in parts cut anywhere. */
const leastLength = 16;
const leastNamePart = 3;
/** Of the longer one of the two. */
const leastLongerName = 5;
/** Different characters that a value must have, lest its parts be found everywhere. */
const leastDifferent = 6;

/**
 * In which parts a value may stand in two fields: cut anywhere, where it is long and no number; an e-mail address without its sign; a person's given
 * and family name. What is found by them is a suspicion.
 */
export function splitForms(value: string, as?: FieldKind): readonly Split[] {
  const plain = value.trim().normalize('NFC');
  if (as === 'name') return splitAtSpace(plain);
  if (as === 'location' || as === 'date' || as === 'phone' || as === 'imei' || as === 'integer') return [];
  if (plain.length < leastLength || /^[\d\s+().-]+$/.test(plain) || new Set(plain).size < leastDifferent) return [];
  const splits: Split[] = [];
  for (let cut = leastPart; cut + leastPart <= plain.length; cut += 1)
    splits.push({ first: plain.slice(0, cut), second: plain.slice(cut) });
  const sign = plain.lastIndexOf('@');
  if (sign >= leastPart && sign + 1 + leastPart <= plain.length)
    splits.push({ first: plain.slice(0, sign), second: plain.slice(sign + 1) });
  return splits;
}

function splitAtSpace(name: string): readonly Split[] {
  const space = name.lastIndexOf(' ');
  const first = name.slice(0, Math.max(0, space)).trim();
  const second = name.slice(space + 1);
  const long = Math.max(first.length, second.length) >= leastLongerName;
  return long && first.length >= leastNamePart && second.length >= leastNamePart ? [{ first, second }] : [];
}
