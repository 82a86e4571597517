import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflate } from '../../decode/inflate.js';
import fc from '../harness/fast-check.js';
import { story } from './transforms/compressed.js';

test('whatever is cut off, what came before it is returned', () => {
  const packed = gzipSync(story);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: packed.length - 1 }), (length) => {
      const { output, flaw } = inflate('gzip', packed.subarray(0, length), 1e6);
      expect(story.startsWith(output.toString('latin1'))).toBe(true);
      expect(output.length).toBeGreaterThan(length - 400);
      if (length > 0) expect(flaw).toBe('cut');
    }),
    { numRuns: 30 },
  );
});

test('the limit is exact where it can be', () => {
  expect(inflate('gzip', gzipSync(story), story.length)).toEqual({ output: Buffer.from(story) });
  expect(inflate('gzip', gzipSync(story), story.length - 1).flaw).toBe('limit');
});

test('arbitrary bytes never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.constantFrom('gzip', 'zlib', 'raw-deflate', 'br', 'zstd'), (bytes, name) => {
      expect(inflate(name, Buffer.from(bytes), 10_000).output.length).toBeLessThanOrEqual(10_000);
    }),
    { numRuns: 300 },
  );
});
