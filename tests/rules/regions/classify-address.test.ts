import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyAddress } from '../../../rules/regions/classify-address.js';

describe('classifyAddress', () => {
  it.each([
    ['8.8.8.8', '8.8.8.8'],
    ['2001:4860:4860::8888', '2001:4860:4860::8888'],
    ['::ffff:8.8.8.8', '8.8.8.8'],
    ['::ffff:808:808', '8.8.8.8'],
    ['64:ff9b::8.8.8.8', '8.8.8.8'],
    ['64:ff9b::808:808', '8.8.8.8'],
    ['2A00:1450:4001::200E', '2a00:1450:4001::200e'],
    ['172.32.0.1', '172.32.0.1'],
    ['100.128.0.1', '100.128.0.1'],
  ])('%s is public, as %s', (text, address) => {
    expect(classifyAddress(text)).toEqual({ kind: 'public', address });
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
