import { describe, expect, it } from 'vitest';
import { FaultRuleError } from '../../../proxy/faults/fault-rule.js';
import { parseFaultPattern } from '../../../proxy/faults/parse-fault-pattern.js';
import fc from '../../harness/fast-check.js';

const matches = (pattern: string, host: string, port = 443) => parseFaultPattern(pattern).matches({ host, port });

describe('parseFaultPattern', () => {
  it.each<[string, string, string[], string[]]>([
    ['a.example', 'a.example', ['a.example'], ['b.a.example', 'xa.example', 'a.example.org', 'example', '192.0.2.1']],
    ['A.Example.', 'a.example', ['a.example'], []],
    ['*.a.example', '*.a.example', ['a.example', 'b.a.example', 'c.b.a.example'], ['ba.example', 'a.example.org', 'example']],
    ['*', '*', ['a.example', '192.0.2.1', '::1'], []],
    ['localhost', 'localhost', ['localhost'], ['a.localhost', '127.0.0.1']],
    ['bücher.example', 'xn--bcher-kva.example', ['xn--bcher-kva.example'], ['bucher.example']],
    ['192.0.2.1', '192.0.2.1', ['192.0.2.1', '::ffff:192.0.2.1'], ['192.0.2.11', 'a.example']],
    ['192.0.2.0/24', '192.0.2.0/24', ['192.0.2.0', '192.0.2.255'], ['192.0.3.0', '::1']],
    ['0.0.0.0/0', '0.0.0.0/0', ['192.0.2.1'], ['a.example']],
    ['2001:DB8::1', '2001:db8::1', ['2001:db8::1', '2001:db8:0:0::1'], ['2001:db8::2']],
    ['2001:db8::/32', '2001:db8::/32', ['2001:db8::443'], ['2001:db9::', '192.0.2.1']],
    ['2001:db8::1:443', '2001:db8::1:443', ['2001:db8::1:443'], ['2001:db8::1']],
    ['[2001:db8::1]', '2001:db8::1', ['2001:db8::1'], []],
  ])('reads %s', (text, pattern, positive, negative) => {
    expect(parseFaultPattern(text).pattern).toBe(pattern);
    for (const host of positive) expect(matches(text, host), host).toBe(true);
    for (const host of negative) expect(matches(text, host), host).toBe(false);
  });

  it.each([
    ['a.example:443', 'a.example:443', 'a.example'],
    ['*.a.example:443', '*.a.example:443', 'b.a.example'],
    ['*:443', '*:443', 'b.a.example'],
    ['192.0.2.0/24:443', '192.0.2.0/24:443', '192.0.2.7'],
    ['[2001:DB8::1]:443', '[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::/32]:443', '[2001:db8::/32]:443', '2001:db8::1'],
  ])('reads the port of %s', (text, pattern, host) => {
    expect(parseFaultPattern(text).pattern).toBe(pattern);
    expect(matches(text, host, 443)).toBe(true);
    expect(matches(text, host, 8443)).toBe(false);
  });

  it.each([
    '',
    ':443',
    'a.example:',
    'a.example:0',
    'a.example:65536',
    'a.example:+443',
    'a.example:443:8443',
    'a b.example',
    'a..example',
    '-a.example/24',
    'a.example/24',
    'a.*.example',
    '**.a.example',
    '*a.example',
    '*.',
    '*.*',
    'https://a.example',
    'a.example/path',
    'user@a.example',
    '192.0.2.256',
    '192.0.2',
    '192.0.2.0/33',
    '192.0.2.0/',
    '192.0.2.0/8/8',
    '*.192.0.2.1',
    '2001:db8::/129',
    '2001:db8::g',
    'fe80::1%eth0',
    '[2001:db8::1',
    '[a.example]:443',
    '[192.0.2.1]:443',
    '[2001:db8::1]443',
    `${'a'.repeat(254)}`,
    `${'a.'.repeat(200)}example`,
    'a\u0000.example',
    'a\n.example',
  ])('refuses %j and says what was expected', (text) => {
    expect(() => parseFaultPattern(text)).toThrow(FaultRuleError);
    expect(() => parseFaultPattern(text)).toThrow(/expected a name such as a\.example or \*\.a\.example, an IP address or a CIDR/);
  });

  it('gives patterns that it reads as the same again, and throws nothing but its own error', () => {
    const piece = fc.constantFrom(
      'a',
      'b.example',
      '*.',
      '.',
      ':',
      '443',
      '192.0.2.1',
      '2001:db8::1',
      '/',
      '8',
      '[',
      ']',
      '*',
      '%',
      ' ',
      'ü',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')),
        ),
        (text) => {
          let pattern: string;
          try {
            ({ pattern } = parseFaultPattern(text));
          } catch (error) {
            expect(error).toBeInstanceOf(FaultRuleError);
            return;
          }
          expect(parseFaultPattern(pattern).pattern).toBe(pattern);
        },
      ),
      { numRuns: 500 },
    );
  });
});
