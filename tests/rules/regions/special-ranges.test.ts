import ipaddr from 'ipaddr.js';
import { expect, it } from 'vitest';
import { specialRanges, specialRangesAsOf } from '../../../rules/regions/special-ranges.js';

it.each(specialRanges.map(({ cidr, value }) => [cidr, value] as const))('%s is a network with a name and an RFC', (cidr, { name, rfc }) => {
  expect(ipaddr.isValidCIDR(cidr)).toBe(true);
  const [address, bits] = ipaddr.parseCIDR(cidr);
  const network = address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(cidr) : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  expect(network.toNormalizedString()).toBe(address.toNormalizedString());
  expect(bits).toBeGreaterThanOrEqual(0);
  expect(name).not.toBe('');
  expect(rfc).toMatch(/^RFC \d{3,4}$/);
});

it('has each network once, and says when it was checked', () => {
  expect(new Set(specialRanges.map(({ cidr }) => cidr)).size).toBe(specialRanges.length);
  expect(specialRangesAsOf).toMatch(/^\d{4}-\d\d-\d\d$/);
});
