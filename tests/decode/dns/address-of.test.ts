import { SocketAddress } from 'node:net';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../decode/dns/address-of.js';
import fc from '../../harness/fast-check.js';

const of = (hex: string) => addressOf(Buffer.from(hex, 'hex'), 0, hex.length / 2);

describe('addressOf', () => {
  it.each([
    ['c0000207', '192.0.2.7'],
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000000000001', '::1'],
    ['20010db8000000000000000000000000', '2001:db8::'],
    ['20010db8000000010000000000000001', '2001:db8:0:1::1'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
    ['20010db8000100010001000100010001', '2001:db8:1:1:1:1:1:1'],
  ])('%s is %s', (hex, expected) => {
    expect(of(hex)).toBe(expected);
  });

  it('reads the stretch that it is told', () => {
    expect(addressOf(Buffer.from('ffc0000207ff', 'hex'), 1, 5)).toBe('192.0.2.7');
  });

  it('writes what Node reads as the same address', () => {
    const group = fc.constantFrom('0000', '0000', '0001', 'abcd', '00f0');
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const written = of(groups.join(''));
        const plain = groups.map((each) => Number.parseInt(each, 16).toString(16)).join(':');
        const node = (address: string) => new SocketAddress({ address, family: 'ipv6' }).address;
        expect(node(written)).toBe(node(plain));
        expect(written.length).toBeLessThanOrEqual(plain.length);
      }),
      { numRuns: 200 },
    );
  });
});
