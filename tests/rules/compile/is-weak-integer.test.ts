import { describe, expect, it } from 'vitest';
import { isWeakInteger } from '../../../rules/compile/is-weak-integer.js';

describe('isWeakInteger', () => {
  it('is a number of five or six digits that the field calls an integer and does not narrow', () => {
    expect(['10000', ' 48123 ', '999999'].every((text) => isWeakInteger(text, 'integer', false))).toBe(true);
    for (const text of ['9999', '1000000', '012345', '48123.0', '-48123', '', 'abcde'])
      expect(isWeakInteger(text, 'integer', false), text).toBe(false);
    expect(isWeakInteger('48123', 'integer', true)).toBe(false);
    expect(isWeakInteger('48123', undefined, false)).toBe(false);
    expect(isWeakInteger('48123', 'token', false)).toBe(false);
  });
});
