import { expect, it } from 'vitest';
import { Place } from '../../../decode/place.js';
import { readFixed, readVarint } from '../../../decode/protobuf/read-number.js';

function values(read: typeof readVarint, hex: string, most = 9): string[] {
  const found: string[] = [];
  const add = (_place: Place, value: string, _start: number, _end: number, candidate?: boolean) =>
    found.push(candidate ? `${value}?` : value) < most;
  const yes = () => true;
  read(Buffer.from(hex, 'hex'), 0, hex.length / 2, Place.root, {
    root: Place.root,
    leaf: yes,
    plain: add,
    key: yes,
    part: yes,
    rest: yes,
    tooDeep: () => undefined,
  });
  return found;
}

it.each([
  ['07', ['7']],
  ['d00f', ['2000', '1000?']],
  ['d10f', ['2001', '-1001?']],
  ['ffffffffffffffffff01', ['18446744073709551615', '-1', '-9223372036854775808?']],
  ['8080808080808080 8001'.replace(' ', ''), ['9223372036854775808', '-9223372036854775808', '4611686018427387904?']],
])('varint %s', (hex, expected) => expect(values(readVarint, hex)).toEqual(expected));

it.each([
  ['00000000', ['0']],
  ['0000c03f', ['1.5', '1069547520']],
  ['ffffffff', ['4294967295', '-1?']],
  ['000000000000f83f', ['1.5', '4609434218613702656?']],
  // Of a size that no double is likely to be: the integer is the value.
  ['c7f168a5089b0e00', ['4111111111111111']],
  ['ffffffffffffffff', ['18446744073709551615', '-1?']],
])('fixed %s', (hex, expected) => expect(values(readFixed, hex)).toEqual(expected));

it('stops when the budget is used up', () => {
  expect(values(readFixed, '000000c0', 1)).toEqual(['-2']);
  expect(values(readVarint, 'ffffffffffffffffff01', 1)).toHaveLength(1);
});
