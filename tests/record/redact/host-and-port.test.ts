import { expect, it } from 'vitest';
import { hostAndPort } from '../../../record/redact/host-and-port.js';

it('puts IPv6 literals in brackets', () => {
  expect(hostAndPort('a.example', 443)).toBe('a.example:443');
  expect(hostAndPort('2001:db8::1', 443)).toBe('[2001:db8::1]:443');
  expect(hostAndPort('2001:db8::1', undefined)).toBe('[2001:db8::1]');
});
