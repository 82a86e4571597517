import { expect, it } from 'vitest';
import { unwrapAddress } from '../../../../proxy/upstream/dns/unwrap-address.js';

it.each([
  ['93.184.216.7', '93.184.216.7'],
  ['2001:DB8:0:0:0:0:0:7', '2001:db8::7'],
  ['::ffff:93.184.216.7', '93.184.216.7'],
  ['64:ff9b::5db8:d807', '93.184.216.7'],
  ['64:ff9b:1::5db8:d807', '64:ff9b:1::5db8:d807'],
  ['fe80::1%eth0', 'fe80::1%eth0'],
  ['nonsense', 'nonsense'],
])('writes %s as %s', (address, expected) => {
  expect(unwrapAddress(address)).toBe(expected);
});
