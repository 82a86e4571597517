import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressedMark, findCompressed } from '../../../rules/compile/find-compressed.js';

const find = (bytes: readonly number[] | Buffer) => findCompressed(Buffer.from(bytes), 0, bytes.length);

describe('findCompressed', () => {
  it('finds what may be compressed, wherever it starts', () => {
    expect(find(Buffer.concat([Buffer.from('ab'), gzipSync('x')]))).toBe(2);
    for (const windowBits of [9, 12, 15]) expect(find(deflateSync('x', { windowBits }))).toBe(0);
    expect(find([0, 0x28, 0xb5, 0x2f, 0xfd])).toBe(1);
    expect(find([0x50, 0x4b, 3, 4])).toBe(0);
  });

  it('leaves near misses and what is cut', () => {
    expect(find([0x1f, 0x8b, 7, 0])).toBe(-1);
    expect(find([0x1f, 0x8b, 8, 0xe0])).toBe(-1);
    expect(find([0x78, 0x9d, 0, 0])).toBe(-1);
    // A preset dictionary.
    expect(find([0x78, 0xbb, 0, 0])).toBe(-1);
    expect(find([0x28, 0xb5, 0x2f, 0xfc])).toBe(-1);
    expect(find([0x50, 0x4b, 5, 6])).toBe(-1);
    expect(find([0x78, 0x9c, 0])).toBe(-1);
    expect(findCompressed(Buffer.from([0x78, 0x9c, 0, 0, 0]), 1, 5)).toBe(-1);
  });
});

describe('compressedMark', () => {
  it('tells zlib, which a few bytes rule out, from the rest', () => {
    expect(compressedMark(deflateSync('x'), 0)).toBe('zlib');
    expect(compressedMark(gzipSync('x'), 0)).toBe('other');
    expect(compressedMark(Buffer.from('text'), 0)).toBeUndefined();
  });
});
