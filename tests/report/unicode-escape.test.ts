import { describe, expect, it } from 'vitest';
import { unicodeEscape } from '../../report/unicode-escape.js';

describe('unicodeEscape', () => {
  it.each(['\u001b', '\u202e', '😀', '\ud800'])('%j is the same character to JSON', (character) => {
    expect(unicodeEscape(character)).toMatch(/^(\\u[0-9a-f]{4}){1,2}$/);
    expect(JSON.parse(`"${unicodeEscape(character)}"`)).toBe(character);
  });
});
