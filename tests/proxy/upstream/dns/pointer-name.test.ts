import { expect, it } from 'vitest';
import { pointerName } from '../../../../proxy/upstream/dns/pointer-name.js';
import fc from '../../../harness/fast-check.js';

it.each([
  ['192.0.2.7', '7.2.0.192.in-addr.arpa'],
  ['::ffff:192.0.2.7', '7.2.0.192.in-addr.arpa'],
  ['64:ff9b::c000:207', '7.2.0.192.in-addr.arpa'],
  ['2001:db8::567:89ab', 'b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa'],
])('knows where the names of %s stand', (address, name) => {
  expect(pointerName(address)).toBe(name);
});

it.each(['', 'a.example', '300.1.2.3'])('knows none for %j', (text) => {
  expect(pointerName(text)).toBeUndefined();
});

it('reads whatever it is given', () => {
  fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (text) => void pointerName(text)));
});
