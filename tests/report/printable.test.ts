import { describe, expect, it } from 'vitest';
import { printable } from '../../report/printable.js';
import fc from '../harness/fast-check.js';

describe('printable', () => {
  it.each([
    ['an ANSI escape', '\u001b[2Jowned', '\\u001b[2Jowned'],
    ['the one-byte CSI', '\u009b31m', '\\u009b31m'],
    ['a title and a bell', '\u001b]0;x\u0007', '\\u001b]0;x\\u0007'],
    ['line breaks', 'a\r\nverdict: PASS (exit 0)', 'a\\u000d\\u000averdict: PASS (exit 0)'],
    ['a line separator', 'a\u2028b', 'a\\u2028b'],
    ['a bidirectional override', 'user\u202egnp.exe', 'user\\u202egnp.exe'],
    ['zero width', 'ex\u200bample', 'ex\\u200bample'],
    ['an invisible tag outside the first plane', '\u{e0041}', '\\udb40\\udc41'],
    ['a lone surrogate', 'a\ud800b', 'a\\ud800b'],
    ['plain text, other scripts and emoji', 'Zürich 東京 😀', 'Zürich 東京 😀'],
  ])('shows %s', (_, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it('cuts what is too long, and not through a character', () => {
    expect(printable('abcdef', 3)).toBe('abc…');
    expect(printable('ab😀cd', 3)).toBe('ab…');
    expect(printable('abc', 3)).toBe('abc');
  });

  it('leaves no control or formatting character in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
      { numRuns: 300 },
    );
  });
});
