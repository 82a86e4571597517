import { describe, expect, it } from 'vitest';
import { readDer, readDerChildren } from '../../../certs/x509/read-der.js';
import fc from '../../harness/fast-check.js';

function read(hex: string) {
  const bytes = Buffer.from(hex, 'hex');
  return readDer(bytes, 0, bytes.length);
}

describe('readDer', () => {
  it('reads short and long lengths', () => {
    expect(read('0500')).toEqual({ tag: 5, start: 0, contentStart: 2, end: 2 });
    expect(read(`3003${'020101'}`)).toEqual({ tag: 0x30, start: 0, contentStart: 2, end: 5 });
    expect(read(`048180${'00'.repeat(128)}`)).toEqual({ tag: 4, start: 0, contentStart: 3, end: 131 });
    expect(read(`04820100${'00'.repeat(256)}`)).toEqual({ tag: 4, start: 0, contentStart: 4, end: 260 });
  });

  it.each([
    ['empty', ''],
    ['tag alone', '30'],
    ['content cut off', '300202'],
    ['length cut off', '3082'],
    ['indefinite length', '30800000'],
    ['length of five bytes', '04850000000001ff'],
    ['long form for a short length', `04817f${'00'.repeat(127)}`],
    ['leading zero in the length', `0482008000${'00'.repeat(128)}`],
    ['tag of several bytes', '1f810100'],
  ])('refuses: %s', (_, hex) => {
    expect(() => read(hex)).toThrow(RangeError);
  });

  it('does not read past its limit', () => {
    expect(() => readDer(Buffer.from('0401ff', 'hex'), 0, 2)).toThrow(RangeError);
    expect(() => readDer(Buffer.from('0500', 'hex'), 0, 1)).toThrow(RangeError);
  });

  it('reads anything, or throws a RangeError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          const element = readDer(bytes, 0, bytes.length);
          readDerChildren(bytes, element);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

describe('readDerChildren', () => {
  it('gives the elements directly inside', () => {
    const bytes = Buffer.from('300702010130020500', 'hex');
    expect(readDerChildren(bytes, readDer(bytes, 0, bytes.length)).map((child) => child.tag)).toEqual([2, 0x30]);
  });

  it('refuses a child that leaves its parent', () => {
    const bytes = Buffer.from('3003020201ff', 'hex');
    expect(() => readDerChildren(bytes, readDer(bytes, 0, bytes.length))).toThrow(RangeError);
  });
});
