import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { addressWords, createNetworkTable } from '../../../rules/regions/network-table.js';
import fc from '../../harness/fast-check.js';

const words = (address: string) => addressWords(ipaddr.parse(address));
const table = createNetworkTable(
  ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '0.0.0.0/0', '2001:db8::/32', '2001:db8:0:1::/64', '2001:db8::1/128', 'nonsense', '::/0'].map(
    (cidr) => ({
      cidr,
      value: cidr,
    }),
  ),
);

describe('createNetworkTable', () => {
  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['10.1.2.4', '10.1.0.0/16'],
    ['10.2.0.0', '10.0.0.0/8'],
    ['11.0.0.0', '0.0.0.0/0'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['2001:db8:0:1::9', '2001:db8:0:1::/64'],
    ['2001:db8:0:2::9', '2001:db8::/32'],
    ['2001:db9::', '::/0'],
  ])('finds the narrowest network of %s: %s', (address, cidr) => {
    expect(table.find(words(address))?.value).toBe(cidr);
  });

  it('gives all of them, the narrowest first', () => {
    expect(table.all(words('10.1.2.3')).map(({ cidr }) => cidr)).toEqual(['10.1.2.3', '10.1.0.0/16', '10.0.0.0/8', '0.0.0.0/0']);
  });

  it('finds nothing where nothing is', () => {
    expect(createNetworkTable([{ cidr: '10.0.0.0/8', value: 1 }]).find(words('11.0.0.1'))).toBeUndefined();
    // An IPv4 network holds no IPv6 address, whatever its bits.
    expect(createNetworkTable([{ cidr: '0.0.0.0/0', value: 1 }]).find(words('::1'))).toBeUndefined();
  });

  it('agrees with ipaddr.js', () => {
    const ip = fc.oneof(fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(ip, ip, fc.nat(128), (network, address, length) => {
        const parsed = ipaddr.parse(network);
        const bits = Math.min(length, parsed.kind() === 'ipv4' ? 32 : 128);
        const other = ipaddr.parse(address);
        const expected = parsed.kind() === other.kind() && other.match(parsed, bits);
        const asked = createNetworkTable([{ cidr: `${parsed.toString()}/${bits}`, value: 1 }]);
        expect(asked.find(addressWords(other)) !== undefined).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});
