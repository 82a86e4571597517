import { describe, expect, it } from 'vitest';
import { compileHostPatterns } from '../../../rules/compile/host-pattern.js';
import { hostCovers } from '../../../rules/lint/host-covers.js';
import fc from '../../harness/fast-check.js';

const lists = new Map([
  ['ours', ['*.a.example', '10.0.0.0/8', 'more']],
  ['more', ['b.example']],
  ['loop', ['loop', 'c.example']],
  ['empty', []],
]);

describe('hostCovers', () => {
  it.each<[wide: string, narrow: string, covers: boolean]>([
    ['a.example', 'a.example', true],
    ['a.example', '*.a.example', false],
    ['*.a.example', 'a.example', true],
    ['*.a.example', 'x.y.a.example', true],
    ['*.a.example', '*.a.example', true],
    ['*.a.example', '*.b.a.example', true],
    ['*.b.a.example', '*.a.example', false],
    ['*.a.example', 'xa.example', false],
    ['10.0.0.0/8', '10.1.2.3', true],
    ['10.0.0.0/8', '10.1.0.0/16', true],
    ['10.1.0.0/16', '10.0.0.0/8', false],
    ['10.0.0.0/9', '10.64.0.0/9', true],
    ['2001:db8::/32', '2001:db8:1::/48', true],
    ['2001:db8:1::/48', '2001:db8::/32', false],
    ['10.0.0.0/8', '2001:db8::1', false],
    ['ours', 'x.a.example', true],
    ['ours', 'b.example', true],
    ['ours', '10.2.0.0/16', true],
    ['ours', 'more', true],
    ['more', 'ours', false],
    ['loop', 'c.example', true],
    ['c.example', 'loop', true],
    ['*', 'ours', true],
    ['ours', '*', false],
  ])('%s covers %s: %s', (wide, narrow, covers) => {
    expect(hostCovers(wide, narrow, lists)).toBe(covers);
  });

  it('is never true of a host that only the narrower takes', () => {
    const label = fc.constantFrom('a', 'b', 'c');
    const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => `${labels.join('.')}.example`);
    const pattern = fc.tuple(fc.boolean(), name).map(([below, host]) => (below ? `*.${host}` : host));
    fc.assert(
      fc.property(pattern, pattern, name, (wide, narrow, host) => {
        const takes = (written: string) => compileHostPatterns([written], new Map()).matches(host);
        if (hostCovers(wide, narrow, new Map()) && takes(narrow)) expect(takes(wide)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
