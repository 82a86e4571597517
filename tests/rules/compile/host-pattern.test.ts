import { describe, expect, it } from 'vitest';
import { compileHostPatterns, createHostMatcher, isIpLiteral, normalHost } from '../../../rules/compile/host-pattern.js';

const lists = new Map([
  ['first-party', ['*.ourapp.example', 'login.partner.example', 'loop']],
  ['loop', ['first-party', '10.0.0.0/8']],
]);

describe('createHostMatcher', () => {
  it.each([
    ['a.example', 'a.example', true],
    ['a.example', 'b.a.example', false],
    ['*.a.example', 'a.example', true],
    ['*.a.example', 'x.y.a.example', true],
    ['*.a.example', 'xa.example', false],
    ['*.a.example', 'a.example.evil', false],
    ['a.example', 'A.Example.', true],
    ['10.20.0.0/16', '10.20.9.1', true],
    ['10.20.0.0/16', '10.21.0.1', false],
    ['10.20.0.0/16', '::ffff:10.20.1.1', true],
    ['2001:db8::/32', '[2001:DB8:0::1]', true],
    ['2001:db8::1', '2001:db8:0:0::1', true],
    ['first-party', 'api.ourapp.example', true],
    ['first-party', '10.1.1.1', true],
    ['first-party', 'partner.example', false],
    ['münchen.example', 'xn--mnchen-3ya.example', true],
    ['*', 'anything', true],
  ])('%s on %s', (pattern, host, matches) => {
    expect(createHostMatcher([pattern], lists)(host)).toBe(matches);
  });

  it('matches nothing with no patterns', () => {
    expect(createHostMatcher([], lists)('a.example')).toBe(false);
  });
});

describe('compileHostPatterns', () => {
  it('tells addresses apart from names', () => {
    const patterns = compileHostPatterns(['a.example', '10.0.0.1'], new Map());
    expect(patterns.matchesAddress('10.0.0.1')).toBe(true);
    expect(patterns.matchesAddress('a.example')).toBe(false);
    // Octal, hexadecimal and short forms are no addresses here: resolvers disagree on what they are.
    expect(patterns.matches('012.0.0.1')).toBe(false);
  });
});

describe('normalHost', () => {
  it('gives one spelling', () => {
    expect(normalHost(' A.EXAMPLE. ')).toBe('a.example');
    expect(normalHost('[::1]')).toBe('::1');
    expect(isIpLiteral('1.2.3.4')).toBe(true);
    expect(isIpLiteral('1.2.3.4.example')).toBe(false);
  });
});
