import { escapeText } from './escape-text.js';
import { isBinary } from './is-binary.js';

/**
 * Shows enough of a value to recognise it by someone who knows it, and too little to guess it: the first three and last two characters
 * of a long one, fewer of a shorter one, none below eight; never more than a third. E.g. `u-7…d0 (15 characters)`. Of bytes that are no text
 * only how many there are.
 */
export function redactValue(value: string): string {
  if (isBinary(value)) return `… (${value.length} bytes)`;
  const characters = Array.from(value);
  const length = characters.length;
  const shown = Math.min(5, Math.floor(length / 3));
  const first = length < 8 ? 0 : length < 12 ? 1 : Math.min(3, Math.ceil(shown / 2));
  const last = length < 8 ? 0 : length < 12 ? 1 : shown - first;
  const start = escapeText(characters.slice(0, first).join(''));
  const end = escapeText(characters.slice(length - last).join(''));
  return `${start}…${last === 0 ? '' : end} (${length} ${length === 1 ? 'character' : 'characters'})`;
}
