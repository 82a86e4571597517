import { expect, it } from 'vitest';
import { hostAndPort } from '../../../proxy/upstream/host-and-port.js';

it.each([
  ['origin.test', 'origin.test:443'],
  ['192.0.2.1', '192.0.2.1:443'],
  ['2001:db8::1', '[2001:db8::1]:443'],
])('%s becomes %s', (host, text) => {
  expect(hostAndPort({ host, port: 443 })).toBe(text);
});
