import { expect, it } from 'vitest';
import { leadingToken, trailingToken } from '../../model/token-run.js';

it('counts what may be of one encoded value: base64 of both alphabets, in lines, escapes', () => {
  expect(trailingToken(Buffer.from('{"a":"SGVyb24+/=-_'))).toBe(12);
  expect(trailingToken(Buffer.from('a b%20c\\u00e9\r\n'))).toBe(13);
  expect(trailingToken(Buffer.from('a '))).toBe(0);
  expect(leadingToken(Buffer.from('SGVyb24"}'), 100)).toBe(7);
  expect(leadingToken(Buffer.from('SGVyb24"}'), 3)).toBe(3);
  expect(leadingToken(Buffer.from(' x'), 9)).toBe(0);
});

it('looks no further back than it is told', () => {
  expect(trailingToken(Buffer.from('abcdef'), 4)).toBe(2);
  expect(trailingToken(Buffer.alloc(0))).toBe(0);
});
