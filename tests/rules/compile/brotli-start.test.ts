import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { brotliStart } from '../../../rules/compile/brotli-start.js';
import fc from '../../harness/fast-check.js';

const packed = brotliCompressSync('a value, '.repeat(100));

describe('brotliStart', () => {
  it('gives what was compressed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        expect(brotliStart(brotliCompressSync(data), 300)).toEqual(Buffer.from(data));
      }),
    );
  });

  it('says that there is more than the limit, and how much is no matter', () => {
    expect(brotliStart(packed, 900)).toHaveLength(900);
    expect(brotliStart(packed, 899)).toBe('more');
    expect(brotliStart(packed, 1)).toBe('more');
    expect(brotliStart(brotliCompressSync(Buffer.alloc(5_000_000)), 64)).toBe('more');
  });

  it('takes a stream that is cut for none', () => {
    for (const end of [0, 1, packed.length >> 1, packed.length - 1])
      expect(brotliStart(packed.subarray(0, end), 4096), `${end}`).toBeUndefined();
  });

  it('takes other bytes for none', () => {
    expect(brotliStart(Buffer.from('plain text, not compressed at all'), 4096)).toBeUndefined();
    expect(brotliStart(Buffer.alloc(100, 0xff), 4096)).toBeUndefined();
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const found = brotliStart(Buffer.from(bytes), 64);
        if (found !== undefined && found !== 'more') expect(found.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 1000 },
    );
  });
});
