import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { shapeOf } from '../../../decode/shape.js';
import { Source } from '../../../decode/source.js';
import { base32 } from '../../../decode/transforms/base32.js';
import fc from '../../harness/fast-check.js';
import { toBase32 } from './to-base32.js';

const undo = (text: string) => base32.undo(Source.ofText(text), 1e6, false);
const found = (text: string): string[] =>
  base32.looksLike!(text, shapeOf(text)) ? undo(text).map(({ source }) => source.slice(0, source.length)) : [];
const mail = 'ada.lovelace@example.com';
const encoded = toBase32(Buffer.from(mail));

describe('base32', () => {
  // RFC 4648, section 10.
  it.each([
    ['f', 'MY======'],
    ['fo', 'MZXQ===='],
    ['foo', 'MZXW6==='],
    ['foob', 'MZXW6YQ='],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI======'],
  ])('is written as in the test vectors: %s', (text, expected) => expect(toBase32(Buffer.from(text))).toBe(expected));

  it.each([encoded, encoded.toLowerCase(), encoded.replace(/=+$/, ''), `id=${encoded};`, `"${encoded}"`])('of a text: %s', (text) => {
    expect(found(text)).toEqual([mail]);
  });

  it('says where it stands, padding included', () => {
    const text = `a ${encoded} b`;
    expect(undo(text).map(({ start, end }) => text.slice(start, end))).toEqual([encoded]);
  });

  it('of compressed data is certain, of other bytes noise', () => {
    expect(undo(toBase32(gzipSync('x'))).map(({ sure }) => sure)).toEqual(['certain']);
    expect(undo('ABCDEFGHIJKLMNOPQRSTUVWX').map(({ sure }) => sure)).toEqual(['noise']);
  });

  it.each([
    ['of both cases', `${encoded.slice(0, 12)}${encoded.slice(12).toLowerCase()}`],
    ['with digits that it has not', encoded.replace('M', '1')],
    ['too short', encoded.slice(0, 15)],
    ['of a length that no bytes have', encoded.slice(0, 17)],
    ['inside a longer word', `${encoded.replace(/=+$/, '')}9`],
  ])('is nothing %s', (_, text) => expect(found(text)).toEqual([]));

  it('is found in either case, whatever text it was and stands in', () => {
    const text = fc.stringMatching(/^[ -~]{10,60}$/);
    fc.assert(
      fc.property(text, fc.boolean(), fc.constantFrom('', ' ', '"', '=', '/', 'é'), (value, small, beside) => {
        const written = toBase32(Buffer.from(value));
        expect(found(`${beside}${small ? written.toLowerCase() : written}${beside}`)).toContain(value);
      }),
    );
  });
});
