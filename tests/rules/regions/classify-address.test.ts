import { describe, expect, it } from 'vitest';
import { classifyAddress } from '../../../rules/regions/classify-address.js';
import fc from '../../harness/fast-check.js';

describe('classifyAddress', () => {
  it.each([
    ['8.8.8.8', '8.8.8.8'],
    ['2001:4860:4860::8888', '2001:4860:4860::8888'],
    // Reachable from anywhere, though within ranges that are not.
    ['192.0.0.9', '192.0.0.9'],
    ['192.31.196.1', '192.31.196.1'],
    ['2001:4:112::1', '2001:4:112::1'],
    ['2A00:1450:4001::200E', '2a00:1450:4001::200e'],
    ['172.32.0.1', '172.32.0.1'],
    ['100.128.0.1', '100.128.0.1'],
  ])('%s is public, as %s', (text, address) => {
    expect(classifyAddress(text)).toEqual({ kind: 'public', address });
  });

  it.each([
    ['::ffff:8.8.8.8', 'ipv4-mapped'],
    ['::ffff:808:808', 'ipv4-mapped'],
    ['64:ff9b::8.8.8.8', 'nat64'],
    ['64:ff9b::808:808', 'nat64'],
  ])('%s is 8.8.8.8, %s', (text, via) => {
    expect(classifyAddress(text)).toEqual({ kind: 'public', address: '8.8.8.8', via });
  });

  it.each([
    ['10.0.0.1', 'private use (RFC 1918)', true],
    ['100.64.0.1', 'shared by carriers for NAT (RFC 6598)', true],
    ['169.254.1.1', 'link-local (RFC 3927)', true],
    ['192.0.2.1', 'documentation (RFC 5737)', false],
    ['192.0.0.1', 'IPv4 service continuity (RFC 7335)', true],
    ['192.0.0.8', 'protocol assignments of the IETF (RFC 6890)', false],
    ['64:ff9b:1::1', 'NAT64 of this network (RFC 8215)', true],
    ['4000::1', 'not handed out by IANA (RFC 4291)', false],
    ['::8.8.8.8', 'IPv4-compatible, deprecated (RFC 4291)', false],
    ['5f00::1', 'segment routing (RFC 9602)', false],
  ])('%s is %s', (text, range, local) => {
    expect(classifyAddress(text)).toMatchObject({ kind: 'special', range, local });
  });

  it.each([
    // RFC 3056, section 2; RFC 4380, section 4, with the example of its appendix: server 65.54.227.120, client 192.0.2.45.
    ['2002:c000:204::1', '192.0.2.4'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', '192.0.2.45'],
  ])('%s has %s in it', (text, embedded) => {
    expect(classifyAddress(text)).toMatchObject({ kind: 'special', embedded });
  });

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.20.0.5',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.1.1',
    '192.0.2.1',
    '198.51.100.7',
    '203.0.113.9',
    '198.18.0.1',
    '198.19.255.255',
    '192.0.0.1',
    '224.0.0.251',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%en0',
    'fd12:3456::1',
    '2001:db8::1',
    '3fff::1',
    'ff02::1',
    '2001:2::1',
    '100::1',
    '::ffff:10.0.0.1',
    '64:ff9b::10.0.0.1',
    '64:ff9b:1::1',
    '2002:a00:1::1',
    '2001:0:1::1',
  ])('%s is special', (text) => {
    expect(classifyAddress(text).kind).toBe('special');
  });

  it.each([
    '',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '127.1',
    '0x7f000001',
    '2130706433',
    '[::1]',
    '1.2.3.4:80',
    ':::',
    'g::1',
    '%',
    '1.2.3.256',
  ])('%j is no address', (text) => {
    expect(classifyAddress(text)).toEqual({ kind: 'not-an-address' });
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.string({ unit: fc.constantFrom('1', '.', ':', 'f', '%', '/') })),
        (text) => {
          expect(['public', 'special', 'not-an-address']).toContain(classifyAddress(text).kind);
        },
      ),
      { numRuns: 500 },
    );
  });
});
