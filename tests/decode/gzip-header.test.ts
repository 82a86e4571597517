import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { gzipHeaderLength } from '../../decode/gzip-header.js';
import fc from '../harness/fast-check.js';

const start = (flags: number, ...rest: number[]) => Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3, ...rest]);
const text = (words: string) => [...Buffer.from(`${words}\0`, 'latin1')];

it('is ten bytes, and more with what the flags announce', () => {
  expect(gzipHeaderLength(gzipSync('x'))).toBe(10);
  expect(gzipHeaderLength(start(1, 9, 9))).toBe(10);
  expect(gzipHeaderLength(start(4, 3, 0, 1, 2, 3, 9))).toBe(15);
  expect(gzipHeaderLength(start(8, ...text('a.txt'), 9))).toBe(16);
  expect(gzipHeaderLength(start(16, ...text('why')))).toBe(14);
  expect(gzipHeaderLength(start(2, 7, 7))).toBe(12);
  expect(gzipHeaderLength(start(0x1e, 1, 0, 5, ...text('n'), ...text('c'), 7, 7, 9))).toBe(10 + 3 + 2 + 2 + 2);
});

it('is nothing where it is cut off, or none', () => {
  const whole = start(0x1e, 1, 0, 5, ...text('n'), ...text('c'), 7, 7);
  for (let length = 0; length < whole.length; length += 1)
    expect(gzipHeaderLength(whole.subarray(0, length)), String(length)).toBeUndefined();
  expect(gzipHeaderLength(start(0x20))).toBeUndefined();
  expect(gzipHeaderLength(Buffer.from([0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 3]))).toBeUndefined();
});

it('never lies beyond the bytes, whatever they are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(255), (rest, flags) => {
      const bytes = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, flags]), rest]);
      expect(gzipHeaderLength(bytes) ?? 0).toBeLessThanOrEqual(bytes.length);
    }),
  );
});
