import { describe, expect, it } from 'vitest';
import { spaceLiterals } from '../../../rules/compile/space-literals.js';

describe('spaceLiterals', () => {
  it('give every mixture of few spaces, and the longest stretch of many', () => {
    expect(spaceLiterals('a')).toEqual(['a']);
    expect(spaceLiterals('a b')).toEqual(['a b', 'a+b']);
    expect(spaceLiterals('a b c')).toEqual(['a b c', 'a b+c', 'a+b c', 'a+b+c']);
    expect(spaceLiterals('the purple heron lands at noon')).toContain('purple heron lands+at noon');
    expect(spaceLiterals('the purple heron lands at noon')).toHaveLength(16);
  });
});
