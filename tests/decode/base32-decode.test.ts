import { describe, expect, it } from 'vitest';
import { base32Decode } from '../../decode/base32-decode.js';
import fc from '../harness/fast-check.js';
import { toBase32 } from './transforms/to-base32.js';

describe('base32Decode', () => {
  // RFC 4648, section 10.
  it.each([
    ['', ''],
    ['MY', 'f'],
    ['MZXQ', 'fo'],
    ['MZXW6', 'foo'],
    ['MZXW6YQ', 'foob'],
    ['MZXW6YTB', 'fooba'],
    ['MZXW6YTBOI', 'foobar'],
  ])('reads the test vector %j', (text, expected) => {
    expect(base32Decode(text).toString()).toBe(expected);
  });

  it('undoes base32 of any bytes, in either case and in both at once', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(64), (bytes, at) => {
        const text = toBase32(Buffer.from(bytes)).replace(/=+$/, '');
        const expected = Buffer.from(bytes);
        expect(base32Decode(text)).toEqual(expected);
        expect(base32Decode(text.slice(0, at) + text.slice(at).toLowerCase())).toEqual(expected);
      }),
    );
  });

  it.each([
    ['a character alone', 'M', ''],
    ['three, of which the last completes nothing', 'MYA', 'f'],
    ['bits that are not zero', 'MZ', 'f'],
  ])('drops what is left over of %s', (_what, text, expected) => {
    expect(base32Decode(text).toString()).toBe(expected);
  });

  it('never throws, and gives as many bytes as the characters hold, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(base32Decode(text)).toHaveLength(Math.floor((text.length * 5) / 8));
      }),
    );
  });
});
