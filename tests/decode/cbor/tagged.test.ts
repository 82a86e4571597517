import { expect, it } from 'vitest';
import { tagged } from '../../../decode/cbor/tagged.js';

const token = (hex: string, text = '') => ({
  bytes: Buffer.from(hex, 'hex'),
  start: 0,
  end: hex.length / 2,
  joined: undefined as Buffer | undefined,
  text,
  also: undefined as string | undefined,
});

it('writes out bignums, but none of boundless length', () => {
  const big = token('010000000000000000');
  expect([tagged(2, 'bytes', big), big.text]).toEqual(['number', '18446744073709551616']);
  expect([tagged(3, 'bytes', big), big.text]).toEqual(['number', '-18446744073709551617']);
  const empty = token('');
  expect([tagged(2, 'bytes', empty), empty.text]).toEqual(['number', '0']);
  expect(tagged(2, 'bytes', token('ff'.repeat(513)))).toBe('bytes');
});

it('gives identifiers and addresses their text, if they are as long as such are', () => {
  const id = token('f81d4fae7dec11d0a76500a0c91e6bf6');
  tagged(37, 'bytes', id);
  expect(id.also).toBe('f81d4fae-7dec-11d0-a765-00a0c91e6bf6');
  const address = token('20010db8000000000000000000000007');
  tagged(54, 'bytes', address);
  expect(address.also).toBe('2001:db8::7');
  const short = token('c00002');
  expect([tagged(52, 'bytes', short), short.also]).toEqual(['bytes', undefined]);
});

it('gives moments their text, also before 1970', () => {
  const moment = token('', '-1.5');
  tagged(1, 'number', moment);
  expect(moment.also).toBe('1969-12-31T23:59:58.5Z');
  const never = token('', 'Infinity');
  tagged(1, 'number', never);
  expect(never.also).toBeUndefined();
});

it('changes nothing else', () => {
  expect(tagged(24, 'text', token('61'))).toBe('text');
  expect(tagged(24, 'bytes', token('61'))).toBe('embedded');
  expect(tagged(1, 'text', token('61'))).toBe('text');
  expect(tagged(21, 'bytes', token('61'))).toBe('bytes');
  expect(tagged(2, 'array', token(''))).toBe('array');
});
