import { expect, it } from 'vitest';
import { registrableDomain } from '../../../rules/evaluate/registrable-domain.js';

it.each([
  ['a.b.example.co.uk', 'example.co.uk'],
  ['API.Example.COM.', 'example.com'],
  ['example.com', 'example.com'],
  ['somebody.github.io', 'somebody.github.io'],
  ['co.uk', undefined],
  ['192.0.2.7', undefined],
  ['2001:db8::1', undefined],
  ['localhost', undefined],
  ['', undefined],
])('knows the domain of %j', (host, domain) => {
  expect(registrableDomain(host)).toBe(domain);
});
