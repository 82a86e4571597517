import { expect, it } from 'vitest';
import { characterClass } from '../../../rules/matchers/character-class.js';

const members = (is: (code: number) => boolean): string =>
  Array.from({ length: 0x250 }, (_, code) => code)
    .filter(is)
    .map((code) => String.fromCharCode(code))
    .join('');

it('knows ASCII classes and nothing beyond', () => {
  expect(members(characterClass.digit)).toBe('0123456789');
  expect(members(characterClass.hex)).toBe('0123456789ABCDEFabcdef');
  expect(members(characterClass.letter)).toBe(members(characterClass.upper) + members(characterClass.lower));
  expect(members(characterClass.alphanumeric)).toBe(members(characterClass.digit) + members(characterClass.letter));
  expect(members(characterClass.lower)).toHaveLength(26);
  expect(characterClass.alphanumeric(Number.NaN)).toBe(false);
});
