import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isTellingHex } from '../../../rules/compile/is-telling-hex.js';

const isTelling = (hex: string) => isTellingHex(Buffer.from(hex), 0, hex.length, 7);
const hexOf = (bytes: string | Buffer) => Buffer.from(bytes as string).toString('hex');

describe('isTellingHex', () => {
  it.each([
    ['text', hexOf('{"a":1}\n')],
    ['text in upper case', hexOf('jkl\tmno{').toUpperCase()],
    ['text beyond ASCII', hexOf('紫の鷺が')],
    ['a stretch of text among bytes', `0001${hexOf('abcdefg')}00ff`],
    ['gzip', hexOf(gzipSync('x'))],
    ['zlib', hexOf(deflateSync('x', { windowBits: 9 }))],
  ])('takes %s', (_, hex) => {
    expect(isTelling(hex)).toBe(true);
  });

  it.each([
    ['a hash', '9e107d9d372bb6826bd81d3542a419d6'],
    ['six characters among bytes', `0001${hexOf('abcdef')}00ff`],
    ['a control character in text beyond ASCII', `${hexOf('紫')}01${hexOf('鷺')}`],
    ['a vertical tab', `${hexOf('紫')}0b${hexOf('鷺')}`],
  ])('leaves %s', (_, hex) => {
    expect(isTelling(hex)).toBe(false);
  });
});
