import { describe, expect, it } from 'vitest';
import { joinChunks } from '../../../rules/compile/join-chunks.js';
import fc from '../../harness/fast-check.js';

const joined = (bytes: Uint8Array, end = bytes.length): string => {
  const output = Buffer.alloc(bytes.length);
  return output.toString('latin1', 0, joinChunks(bytes, end, output));
};
/** RFC 8949, section 3.2.3. */
const chunked = (chunks: readonly Uint8Array[], major: 0x60 | 0x40, wide = false): Buffer =>
  Buffer.concat([
    Buffer.from([major | 0x1f]),
    ...chunks.flatMap((chunk) => [
      wide || chunk.length > 255
        ? Buffer.from([major + 25, chunk.length >> 8, chunk.length & 255])
        : chunk.length > 23
          ? Buffer.from([major + 24, chunk.length])
          : Buffer.from([major + chunk.length]),
      chunk,
    ]),
    Buffer.from([0xff]),
  ]);

describe('joinChunks', () => {
  it('puts strings of either kind together, wherever they stand', () => {
    const chunks = fc.array(
      fc.string({ minLength: 1, maxLength: 300 }).map((text) => Buffer.from(text)),
      { minLength: 1, maxLength: 6 },
    );
    const before = fc.array(fc.integer({ min: 0, max: 0x3f }), { maxLength: 12 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(before, chunks, fc.constantFrom(0x60 as const, 0x40 as const), fc.boolean(), (front, parts, major, wide) => {
        expect(joined(Buffer.concat([front, chunked(parts, major, wide), Buffer.from([1])]))).toContain(
          Buffer.concat(parts).toString('latin1'),
        );
      }),
    );
  });

  it('writes nothing for what ends too early, or is none', () => {
    const whole = chunked([Buffer.from('room-'), Buffer.from('4415')], 0x60);
    expect(joined(whole)).toBe('room-4415\0');
    for (let end = 0; end < whole.length; end += 1) expect(joined(whole, end), `cut at ${end}`).toBe('');
    expect(joined(Buffer.from('no such string here'))).toBe('');
  });

  it('never writes more than it read, whatever it reads', () => {
    const byte = fc.oneof(fc.constantFrom(0x7f, 0x5f, 0xff, 0x61, 0x41, 0x78, 0x7a), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 200 }), (bytes) => {
        expect(joined(Uint8Array.from(bytes)).length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
