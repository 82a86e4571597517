import { expect, it } from 'vitest';
import { looksLikeProtobuf } from '../../../decode/protobuf/looks-like-protobuf.js';

const looks = (hex: string) => looksLikeProtobuf(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const text = Buffer.from('ada@example.test').toString('hex');

it('takes text, nested text and numbers of a usual size for evidence', () => {
  expect(looks(`0a10${text}`)).toBe(true);
  expect(looks(`0a12 0a10${text}`)).toBe(true);
  expect(looks(`0805 1211 0801 0a0d${Buffer.from('+819012345678').toString('hex')}`)).toBe(true);
});

it.each([
  ['a small number alone', '08011002'],
  ['a group', `0b0a10${text}0c`],
  ['a field number that is hardly used', `8280 01 10${text}`],
  ['a varint that is longer than need be', `0a10${text} 108100`],
  ['a length that is longer than need be', `0a9000${text}`],
  ['a tag that is longer than need be', `8a0010${text}`],
  ['an end too early', `0a11${text}`],
  ['a byte too many', `0a10${text}00`],
])('does not take %s', (_name, hex) => expect(looks(hex)).toBe(false));

it('leaves to others what is nothing but text', () => {
  for (const line of ['risk on general free-text input.', 'not to general free-text fields.', '(x(x(x(x(x(x(x(x(x(x(x(x'])
    expect(looksLikeProtobuf(Buffer.from(line))).toBe(false);
  expect(looks(`0a09${Buffer.from('ada lives').toString('hex')}`)).toBe(false);
});
