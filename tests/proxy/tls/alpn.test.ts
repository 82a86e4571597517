import { describe, expect, it } from 'vitest';
import { decodeAlpn, encodeAlpn } from '../../../proxy/tls/alpn.js';
import fc from '../../harness/fast-check.js';

const withLength = (list: Buffer) => Buffer.concat([Buffer.of(list.length >> 8, list.length & 0xff), list]);

describe('ALPN names', () => {
  it('are encoded with their lengths', () => {
    expect(encodeAlpn(['h2', 'http/1.1']).toString('latin1')).toBe('\x02h2\x08http/1.1');
  });

  it('that Node would abort the process on are left out', () => {
    expect(encodeAlpn(['', 'h2', 'x'.repeat(256)]).toString('latin1')).toBe('\x02h2');
  });

  it('come back as they were, whatever bytes they hold', () => {
    const names = fc.array(fc.string({ unit: fc.nat(255).map((code) => String.fromCharCode(code)), minLength: 1, maxLength: 255 }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(names, (list) => {
        expect(decodeAlpn(withLength(encodeAlpn(list)))).toEqual(list);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['nothing', ''],
    ['an empty list', '0000'],
    ['an empty name', '000100'],
    ['a name cut short', '0003026832'.slice(0, 8)],
    ['bytes behind the list', '000302683200'],
  ])('%s is no list', (_name, hex) => {
    expect(decodeAlpn(Buffer.from(hex, 'hex'))).toBeUndefined();
  });
});
