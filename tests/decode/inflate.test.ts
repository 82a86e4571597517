import { deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflate } from '../../decode/inflate.js';
import fc from '../harness/fast-check.js';
import { story, zstdFrame } from './transforms/compressed.js';

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

test.each([
  ['gzip', gzipSync(story)],
  ['zlib', deflateSync(story)],
  ['zstd', zstdFrame(Buffer.from(story))],
] as const)('what follows is left over, whatever it is and however long: %s', (name, packed) => {
  for (const length of [1, 10, 1_000, 59_900, 70_000, 300_000]) {
    for (const filler of [1, 0x1f, 255]) {
      const rest = Buffer.alloc(length, filler);
      const { output, flaw, rest: left } = inflate(name, Buffer.concat([packed, rest]), 1e6);
      expect([output.toString('latin1') === story, flaw, left?.length], `${length} of ${filler}`).toEqual([true, undefined, length]);
    }
  }
});

test('members behind one another are read on, up to what is none', () => {
  const bytes = Buffer.concat([gzipSync('one,'), gzipSync('two,'), Buffer.from('and the rest')]);
  expect(inflate('gzip', bytes, 1e6)).toEqual({ output: Buffer.from('one,two,'), rest: Buffer.from('and the rest') });
  const frames = Buffer.concat([zstdFrame(Buffer.from(story)), zstdFrame(Buffer.from(story)), Buffer.from('and the rest')]);
  expect(inflate('zstd', frames, 1e6).output.length).toBe(2 * story.length);
});

test('a member whose check fails is broken', () => {
  const packed = gzipSync(story);
  packed[packed.length - 6]! ^= 1;
  expect(inflate('gzip', Buffer.concat([packed, Buffer.from('rest')]), 1e6).flaw).toBe('corrupt');
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
