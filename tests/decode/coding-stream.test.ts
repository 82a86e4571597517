import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type CompressionName, openCodingStream } from '../../decode/coding-stream.js';
import { story, zstdBomb, zstdFrame } from './transforms/compressed.js';

const encoders: Readonly<Record<CompressionName, (text: string) => Buffer>> = {
  gzip: gzipSync,
  zlib: deflateSync,
  'raw-deflate': deflateRawSync,
  br: brotliCompressSync,
  zstd: (text) => zstdFrame(Buffer.from(text)),
};

describe.each(Object.keys(encoders) as CompressionName[])('a stream of %s', (name) => {
  const packed = encoders[name](story);

  test('may be fed in pieces of any size', () => {
    for (const size of [1, 7, 1000, packed.length]) {
      const stream = openCodingStream(name, 1e6);
      const pieces: Buffer[] = [];
      for (let index = 0; index < packed.length; index += size) {
        const { output, flaw } = stream.push(packed.subarray(index, index + size), 1e6);
        expect(flaw).toBeUndefined();
        pieces.push(Buffer.from(output));
      }
      const last = stream.end();
      expect(last.flaw).toBeUndefined();
      expect(Buffer.concat([...pieces, last.output]).toString()).toBe(story);
    }
  });

  test('says when its end is missing', () => {
    const stream = openCodingStream(name, 1e6);
    stream.push(packed.subarray(0, -3), 1e6);
    expect(stream.end().flaw).toBe('cut');
  });

  test('holds to its limit, and yields nothing afterwards', () => {
    const stream = openCodingStream(name, 1e6);
    expect(stream.push(packed, 100)).toMatchObject({ flaw: 'limit' });
    expect(stream.push(packed, 100).output).toHaveLength(0);
    stream.close();
  });

  test('closing twice is harmless', () => {
    const stream = openCodingStream(name, 1e6);
    stream.close();
    stream.close();
    expect(stream.cost).toBeGreaterThan(0);
  });
});

test('a bomb in a few bytes is stopped', () => {
  const brotli = openCodingStream('br', 1e6).push(
    brotliCompressSync(Buffer.alloc(32 << 20), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
    1e6,
  );
  expect(brotli.flaw).toBe('limit');
  const zstd = openCodingStream('zstd', 1e6).push(zstdBomb(5000), 1e6);
  expect(zstd.flaw).toBe('limit');
  expect(zstd.output.length).toBeLessThanOrEqual(1e6);
});
