import protobufjs from 'protobufjs';
import { expect, it } from 'vitest';
import { varintEnd, varintValue, WireCursor } from '../../../decode/protobuf/wire-cursor.js';
import fc from '../../harness/fast-check.js';

const cursorOf = (hex: string) => new WireCursor(Buffer.from(hex, 'hex'));
const next = (hex: string) => {
  const cursor = cursorOf(hex);
  return cursor.next(hex.length / 2) ? [cursor.number, cursor.type, cursor.start, cursor.end] : cursor.at;
};

it.each([
  ['08ac02', [1, 0, 1, 3]],
  ['110102030405060708', [2, 1, 1, 9]],
  ['1a03616263', [3, 2, 2, 5]],
  ['1a00', [3, 2, 2, 2]],
  ['23', [4, 3, 1, 1]],
  ['24', [4, 4, 1, 1]],
  ['2d01020304', [5, 5, 1, 5]],
  ['f8ffffff0f01', [536_870_911, 0, 5, 6]],
])('reads %s', (hex, expected) => expect(next(hex)).toEqual(expected));

it.each([
  '',
  '00',
  '06',
  '0f',
  '08',
  '08ff',
  '0affffffffffffffffff01',
  '0a0261',
  '0affffffff0f',
  '0d010203',
  '1101',
  '8880808080',
  '888080808001',
  'f8ffffff7f01',
  '08ffffffffffffffffffff01',
])('reads nothing of %s, and stays', (hex) => expect(next(hex)).toBe(0));

it('reads varints as protobufjs writes them, up to 64 bits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
      const bytes = Buffer.from(protobufjs.Writer.create().uint64(String(value)).finish());
      expect(varintEnd(bytes, 0, bytes.length)).toBe(bytes.length);
      expect(varintEnd(bytes, 0, bytes.length - 1)).toBe(-1);
      expect(String(varintValue(bytes, 0, bytes.length))).toBe(String(value));
    }),
  );
  expect(varintValue(Buffer.from('ffffffffffffffffff7f', 'hex'), 0, 10)).toBe(2n ** 64n - 1n);
});
