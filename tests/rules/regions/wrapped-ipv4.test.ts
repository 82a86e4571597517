import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { wrappedIpv4 } from '../../../rules/regions/wrapped-ipv4.js';

const read = (text: string) => {
  const found = wrappedIpv4(ipaddr.IPv6.parse(text));
  return found === undefined ? undefined : `${found.address.toString()} ${found.via}`;
};

describe('wrappedIpv4', () => {
  it.each([
    ['::ffff:203.0.113.7', '203.0.113.7 ipv4-mapped'],
    ['64:ff9b::203.0.113.7', '203.0.113.7 nat64'],
    ['::1', undefined],
    ['64:ff9b:1::203.0.113.7', undefined],
    ['64:ff9b::ffff:203.0.113.7', undefined],
    ['2002:cb00:7107::1', undefined],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});
