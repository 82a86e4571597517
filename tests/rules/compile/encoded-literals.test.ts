import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base32Literals, base64Literals, spaceLiterals } from '../../../rules/compile/encoded-literals.js';

const bytes = fc.uint8Array({ minLength: 4, maxLength: 20 });

describe('base64Literals', () => {
  it('stand in base64 of anything that holds the bytes', () => {
    fc.assert(
      fc.property(bytes, fc.uint8Array({ maxLength: 5 }), fc.uint8Array({ maxLength: 5 }), (needle, before, after) => {
        const whole = Buffer.concat([before, needle, after]);
        const literals = base64Literals(needle);
        expect(literals.some((literal) => whole.toString('base64').includes(literal))).toBe(true);
        expect(literals.some((literal) => whole.toString('base64url').includes(literal))).toBe(true);
      }),
    );
  });
});

describe('base32Literals', () => {
  it('hold what the bytes alone decide', () => {
    expect(base32Literals(Buffer.from('foobar'))).toContain('MZXW6YTBO');
    expect(base32Literals(Buffer.from('foobar'))).toHaveLength(5);
  });
});

describe('spaceLiterals', () => {
  it('give every mixture of few spaces, and the longest stretch of many', () => {
    expect(spaceLiterals('a')).toEqual(['a']);
    expect(spaceLiterals('a b')).toEqual(['a b', 'a+b']);
    expect(spaceLiterals('a b c')).toEqual(['a b c', 'a b+c', 'a+b c', 'a+b+c']);
    expect(spaceLiterals('the purple heron lands at noon')).toContain('purple heron lands+at noon');
    expect(spaceLiterals('the purple heron lands at noon')).toHaveLength(16);
  });
});
