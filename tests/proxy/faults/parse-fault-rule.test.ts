import { describe, expect, it } from 'vitest';
import { FaultRuleError } from '../../../proxy/faults/fault-rule.js';
import { parseFaultRule } from '../../../proxy/faults/parse-fault-rule.js';

describe('parseFaultRule', () => {
  it.each([
    ['a.example', 'a.example', 'refuse'],
    ['a.example:refuse', 'a.example', 'refuse'],
    ['*.a.example:RESET', '*.a.example', 'reset'],
    ['a.example:443', 'a.example:443', 'refuse'],
    ['a.example:443:tls', 'a.example:443', 'tls'],
    ['10.0.0.0/8:timeout', '10.0.0.0/8', 'timeout'],
    ['2001:db8::1', '2001:db8::1', 'refuse'],
    ['2001:db8::beef', '2001:db8::beef', 'refuse'],
    ['2001:db8::1:reset', '2001:db8::1', 'reset'],
    ['[2001:db8::1]:443:timeout', '[2001:db8::1]:443', 'timeout'],
    ['reset', 'reset', 'refuse'],
    ['timeout:tls', 'timeout', 'tls'],
  ])('reads %s', (text, pattern, fault) => {
    expect(parseFaultRule(text)).toEqual({ pattern, fault, matches: expect.any(Function) });
  });

  it.each(['a.example:refused', 'a.example:443:drop', 'a.example:no-dns', '2001:db8::1:rst'])(
    'names the faults there are to %s',
    (text) => {
      expect(() => parseFaultRule(text)).toThrow(FaultRuleError);
      expect(() => parseFaultRule(text)).toThrow(/is not a fault: expected refuse, reset, timeout or tls behind the host$/);
    },
  );

  it.each([
    '',
    ':reset',
    ':443:reset',
    'a b:reset',
    'a.example:',
    'a.example::reset',
    'a.example:face',
    'a.example:reset:443',
    'a.example:reset:tls',
  ])('refuses %j', (text) => {
    expect(() => parseFaultRule(text)).toThrow(FaultRuleError);
  });
});
