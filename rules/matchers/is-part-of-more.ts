import { characterClass } from './character-class.js';

const DASH = 0x2d;
const DOT = 0x2e;
const UNDERSCORE = 0x5f;

/** Whether what stands from `start` to `end` belongs to a longer word, number, decimal or name with dashes. A full stop or a dash may follow it. */
export function isPartOfMore(text: string, start: number, end: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (characterClass.alphanumeric(before) || before === DOT || before === UNDERSCORE) return true;
  if (before === DASH && characterClass.alphanumeric(text.charCodeAt(start - 2))) return true;
  const after = text.charCodeAt(end);
  if (characterClass.alphanumeric(after) || after === UNDERSCORE) return true;
  return (after === DOT || after === DASH) && characterClass.alphanumeric(text.charCodeAt(end + 1));
}
