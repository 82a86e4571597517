import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compressionFor, decompress, startsLikeZlib } from '../../decode/compression.js';
import { Source } from '../../decode/source.js';

test('which decompressor a coding needs', () => {
  expect(['gzip', 'x-gzip', 'br', 'zstd', 'compress'].map((coding) => compressionFor(coding, Buffer.alloc(0)))).toEqual([
    'gzip',
    'gzip',
    'br',
    'zstd',
    undefined,
  ]);
  expect(compressionFor('deflate', deflateSync('a'))).toBe('zlib');
  expect(compressionFor('deflate', deflateRawSync('a'))).toBe('raw-deflate');
  expect(compressionFor('deflate', Buffer.from([0x78]))).toBe('zlib');
});

test('the mark of zlib', () => {
  expect([0, 1, 6, 9].every((level) => startsLikeZlib(deflateSync('a', { level })))).toBe(true);
  expect(['', 'x', 'xx', 'hello'].some((text) => startsLikeZlib(Buffer.from(text)))).toBe(false);
});

test('undeclared, what breaks at once was something else; declared, it is a flaw', () => {
  const source = Source.ofBytes(Buffer.from('not gzip'));
  expect(decompress('gzip', source, 1000, false)).toEqual([]);
  expect(decompress('gzip', source, 1000, true)).toMatchObject([{ flaw: 'corrupt' }]);
  expect(decompress('gzip', Source.ofBytes(gzipSync('text')), 1000, false)[0]!.source.units).toBe('text');
});
