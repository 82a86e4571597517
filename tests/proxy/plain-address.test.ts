import { expect, it } from 'vitest';
import { plainAddress } from '../../proxy/plain-address.js';

it.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::ffff:c000:201', '::ffff:c000:201'],
  ['::1', '::1'],
  ['fe80::1%eth0', 'fe80::1'],
  ['', ''],
])('%s is %s', (address, plain) => {
  expect(plainAddress(address)).toBe(plain);
});
