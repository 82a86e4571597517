import { describe, expect, it } from 'vitest';
import { wholeValue } from '../../../rules/matchers/whole-value.js';
import fc from '../../harness/fast-check.js';

describe('wholeValue', () => {
  it('is the text without white space around it, with its place', () => {
    expect(wholeValue(' ab c\n', 10)).toEqual({ start: 1, end: 5, value: 'ab c' });
  });

  it.each(['', '   ', 'x'.repeat(11), ' '.repeat(200)])('is none of %j', (text) => {
    expect(wholeValue(text, 10)).toBeUndefined();
  });

  it('stands where it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const whole = wholeValue(text, 30);
        expect(whole === undefined ? '' : text.slice(whole.start, whole.end)).toBe(text.trim());
      }),
    );
  });
});
