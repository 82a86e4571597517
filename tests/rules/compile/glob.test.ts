import { describe, expect, it } from 'vitest';
import { compileGlob } from '../../../rules/compile/glob.js';
import fc from '../../harness/fast-check.js';

describe('compileGlob', () => {
  it.each([
    ['/v1/*', '/v1/', true],
    ['/v1/*', '/v1/a/b', true],
    ['/v1/*', '/v1', false],
    ['*/me', '/v1/me', true],
    ['/a*b*c', '/a-c-b-c', true],
    ['/a*b*c', '/a-c-b', false],
    ['/a*a', '/a', false],
    ['/a.b', '/axb', false],
    ['*', '', true],
  ])('%s on %s', (glob, text, matches) => {
    expect(compileGlob(glob)(text)).toBe(matches);
  });

  it('agrees with a regular expression', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    fc.assert(
      fc.property(short, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), (glob, text) => {
        expect(compileGlob(glob)(text)).toBe(new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(text));
      }),
    );
  });
});
