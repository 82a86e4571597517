import { describe, expect, it } from 'vitest';
import { asn1 } from '../../../certs/x509/asn1.js';
import { readDer } from '../../../certs/x509/read-der.js';
import fc from '../../harness/fast-check.js';

const hex = (node: Parameters<typeof asn1.encode>[0]) => asn1.encode(node).toString('hex');

describe('asn1', () => {
  it('writes what X.690 says', () => {
    expect(hex(asn1.sequence(asn1.integer(Uint8Array.of(2)), asn1.null()))).toBe('30050201020500');
    expect(hex(asn1.true())).toBe('0101ff');
    expect(hex(asn1.oid('2.5.29.14'))).toBe('0603551d0e');
    expect(hex(asn1.utf8('é'))).toBe('0c02c3a9');
    expect(hex(asn1.bits(Uint8Array.of(6), 1))).toBe('03020106');
    expect(hex(asn1.explicit(0, asn1.integer(Uint8Array.of(2))))).toBe('a003020102');
    expect(hex(asn1.implicit(2, Buffer.from('a')))).toBe('820161');
    expect(hex(asn1.set())).toBe('3100');
  });

  it('writes years from 2050 on as GeneralizedTime', () => {
    expect(asn1.encode(asn1.time(Date.UTC(2049, 11, 31, 23, 59, 59, 999))).toString('latin1')).toBe('\x17\x0d491231235959Z');
    expect(asn1.encode(asn1.time(Date.UTC(2050, 0, 1))).toString('latin1')).toBe('\x18\x0f20500101000000Z');
  });

  it('takes over finished elements byte for byte, also those that node-forge would encode anew', () => {
    for (const element of ['1e04004100e9', '140461e96263', '3003020101', '0202007f']) {
      expect(hex(asn1.sequence(asn1.splice(Buffer.from(element, 'hex'))))).toBe(
        `30${(element.length / 2).toString(16).padStart(2, '0')}${element}`,
      );
    }
  });

  it('writes octets of any length so that they can be read again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (bytes) => {
        const der = asn1.encode(asn1.octets(bytes));
        const { contentStart, end } = readDer(der, 0, der.length);
        expect(end).toBe(der.length);
        expect(der.subarray(contentStart).equals(bytes)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
