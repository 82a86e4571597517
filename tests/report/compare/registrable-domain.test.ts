import { expect, it } from 'vitest';
import { registrableDomain } from '../../../report/compare/registrable-domain.js';

it.each([
  ['edge-17.cdn.voice.example', 'voice.example'],
  ['voice.example', 'voice.example'],
  ['a.b.co.uk', 'b.co.uk'],
  ['one.github.io', 'one.github.io'],
  ['two.one.github.io', 'one.github.io'],
  ['203.0.113.5', '203.0.113.5'],
  ['2001:db8::1', '2001:db8::1'],
  ['localhost', 'localhost'],
  ['', ''],
  ['{}.voice.example', 'voice.example'],
])('%s belongs to %s', (host, domain) => {
  expect(registrableDomain(host)).toBe(domain);
});
