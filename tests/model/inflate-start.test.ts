import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inflateStart, inflatesAny, inflateWhole } from '../../model/inflate-start.js';
import fc from '../harness/fast-check.js';

const undo = (data: Uint8Array, size = 4096): Buffer => {
  const output = Buffer.alloc(size);
  return output.subarray(0, inflateStart(data, 0, data.length, output));
};
/** What zlib makes of data that may be cut; `undefined` when it breaks. */
const reference = (data: Uint8Array): Buffer | undefined => {
  try {
    return inflateRawSync(data, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
};
const text = fc
  .array(fc.constantFrom('u-7f3a9c21d0', 'aaaaaaaaaaaa', '{"id":', 'Zürich', '\u0000', 'x'), { maxLength: 60 })
  .map((parts) => parts.join(''));
const options = fc.record({
  level: fc.constantFrom(0, 1, 6, 9),
  strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE),
});

describe('inflateStart', () => {
  it('undoes stored, fixed and dynamic blocks', () => {
    fc.assert(
      fc.property(text, options, (value, how) => {
        expect(undo(deflateRawSync(value, how)).toString()).toBe(value);
      }),
      { numRuns: 300 },
    );
  });

  it('gives what a cut stream still tells, as zlib does', () => {
    fc.assert(
      fc.property(text, options, fc.nat(400), (value, how, kept) => {
        const data = deflateRawSync(value, how).subarray(0, kept);
        expect(undo(data)).toEqual(reference(data));
      }),
      { numRuns: 300 },
    );
  });

  it('never reads less than zlib, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (data) => {
        const expected = reference(data);
        if (expected !== undefined) expect(undo(data, 1 << 16)).toEqual(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('stops where the data breaks, and keeps what came before', () => {
    const data = Buffer.concat([
      deflateRawSync('kept', { level: 0 }).map((byte, index) => (index === 0 ? byte & ~1 : byte)),
      Buffer.from([7, 255]),
    ]);
    expect(undo(data).toString()).toBe('kept');
    expect(undo(Buffer.from([0x07]))).toHaveLength(0);
    expect(undo(Buffer.alloc(0))).toHaveLength(0);
  });

  it('fills the output and no more', () => {
    expect(undo(deflateRawSync('a'.repeat(100_000)), 512)).toEqual(Buffer.alloc(512, 'a'));
    expect(undo(deflateRawSync('a'.repeat(100_000), { level: 0 }), 512)).toEqual(Buffer.alloc(512, 'a'));
  });
});

describe('inflateWhole', () => {
  const whole = (data: Uint8Array, size = 4096): number => inflateWhole(data, 0, data.length, new Uint8Array(size));

  it('takes data that ends with the last byte, but for zeros', () => {
    const data = deflateRawSync('kept');
    expect(whole(data)).toBe(4);
    expect(whole(Buffer.concat([data, Buffer.alloc(3)]))).toBe(4);
    expect(whole(Buffer.concat([data, Buffer.from([0, 1])]))).toBe(-1);
    expect(whole(data.subarray(0, -1))).toBe(-1);
    expect(whole(deflateRawSync('a'.repeat(100_000)), 512)).toBe(512);
  });

  it('never refuses what zlib takes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 60 }), (data) => {
        let taken = 0;
        try {
          taken = (inflateRawSync(data, { info: true } as object) as unknown as { engine: { bytesWritten: number } }).engine.bytesWritten;
        } catch {
          // Broken, or cut: it may say so, too.
        }
        if (taken === data.length) expect(whole(data, 1 << 16)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('inflatesAny', () => {
  const any = (data: Uint8Array): boolean => inflatesAny(data, 0, data.length, new Uint8Array(64));

  it('is true of what yields a byte or is whole, and of nothing else', () => {
    expect([any(deflateRawSync('kept')), any(deflateRawSync('')), any(deflateRawSync('kept').subarray(0, -1))]).toEqual([true, true, true]);
    expect([any(Buffer.from([0x07])), any(Buffer.alloc(0)), any(Buffer.from([0x04, 1, 2, 3]))]).toEqual([false, false, false]);
  });
});
