import ipaddr from 'ipaddr.js';
import { expect, it } from 'vitest';
import { anycastMarks } from '../../../rules/regions/anycast-marks.js';
import { classifyAddress } from '../../../rules/regions/classify-address.js';

it.each(anycastMarks.map(({ cidr, value }) => [cidr, value] as const))(
  '%s is a network at public addresses, with its source and day',
  (cidr, mark) => {
    expect(ipaddr.isValidCIDR(cidr)).toBe(true);
    const [address] = ipaddr.parseCIDR(cidr);
    expect(classifyAddress(address.toString()).kind).toBe('public');
    expect(mark.service).not.toBe('');
    expect(mark.source).toMatch(/^(?:https:\/\/|RFC \d)/);
    expect(mark.asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
  },
);

it('has each network once', () => {
  expect(new Set(anycastMarks.map(({ cidr }) => cidr)).size).toBe(anycastMarks.length);
});
