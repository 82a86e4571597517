import { expect, it } from 'vitest';
import { bplistObject } from '../../../decode/bplist/bplist-object.js';

const object = (hex: string, limit = hex.length / 2) => bplistObject(Buffer.from(hex, 'hex'), 0, limit, 2);

it.each([
  ['00', { kind: 'none', end: 1 }],
  ['09', { kind: 'boolean', value: true, end: 1 }],
  ['110102', { kind: 'integer', start: 1, end: 3 }],
  ['2200000000', { kind: 'real', start: 1, end: 5 }],
  ['330000000000000000', { kind: 'date', start: 1, end: 9 }],
  ['42ffff', { kind: 'data', start: 1, end: 3 }],
  ['4f1002ffff', { kind: 'data', start: 3, end: 5 }],
  ['5161', { kind: 'ascii', start: 1, end: 2 }],
  ['610061', { kind: 'utf16', start: 1, end: 3 }],
  ['8101ff', { kind: 'uid', start: 1, end: 3 }],
  ['a200010002', { kind: 'array', count: 2, start: 1, end: 5 }],
  ['d100010002', { kind: 'dictionary', count: 1, start: 1, end: 5 }],
])('reads %s', (hex, expected) => expect(object(hex)).toEqual(expected));

it.each([
  '',
  '01',
  '15',
  '21',
  '32',
  '90',
  'e0',
  'f0',
  '1101',
  '5261',
  '5f',
  '5f10',
  '5f20ff',
  '5f1002ff',
  '5f14ffffffffffffffffffffffffffffffff',
  '5f13ffffffffffffffff',
  'a10001'.slice(0, 4),
])('reads nothing of %s', (hex) => expect(object(hex)).toBeUndefined());

it('does not read beyond its limit', () => expect(object('5361626300', 3)).toBeUndefined());
