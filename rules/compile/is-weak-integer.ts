import type { FieldKind } from '../ruleset.js';

/** Digits of the shortest number that is taken as a planted value of its own. */
export const telling = 7;
/** Digits of the shortest that is taken when the field says `as: integer`. */
export const fewest = 5;

/**
 * Whether a planted value is a number so short that chance writes it too: taken because its field says `as: integer`, but wherever it stands it
 * is a suspicion only. `narrowed`: the field says where it must stand, which makes up for that.
 */
export function isWeakInteger(value: string, as: FieldKind | undefined, narrowed: boolean): boolean {
  const text = value.trim();
  return as === 'integer' && !narrowed && /^[1-9][0-9]*$/.test(text) && text.length >= fewest && text.length < telling;
}
