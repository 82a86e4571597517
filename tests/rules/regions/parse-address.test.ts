import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../rules/regions/parse-address.js';
import fc from '../../harness/fast-check.js';

describe('parseAddress', () => {
  it.each([
    ['8.8.8.8', '8.8.8.8'],
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['2A00:1450::200E', '2a00:1450::200e'],
    ['::', '::'],
    ['::ffff:8.8.8.8', '::ffff:808:808'],
    ['64:ff9b::8.8.8.8', '64:ff9b::808:808'],
    // RFC 4291, section 2.5.5.1: not mapped.
    ['::8.8.8.8', '::808:808'],
  ])('reads %s', (text, address) => {
    expect(parseAddress(text)?.toString()).toBe(address);
  });

  it.each([
    '',
    '127.1',
    '1.2.3.256',
    '1.2.3.999',
    '01.2.3.4',
    '0x7f.0.0.1',
    '1.2.3.4.5',
    '1.2.3.4 ',
    '[::1]',
    ':::',
    'g::1',
    'localhost',
    `::${'0'.repeat(64)}`,
  ])('%j is none', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('agrees with ipaddr.js on what both take', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        expect(parseAddress(text)?.toByteArray()).toEqual(ipaddr.parse(/^::[\d.]+\./.test(text) ? `0${text}` : text).toByteArray());
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('1', '9', 'f', '.', ':', '%', '/', '0') }), (text) => {
        const parsed = parseAddress(text);
        expect(parsed === undefined || ipaddr.isValid(parsed.toString())).toBe(true);
      }),
    );
  });
});
