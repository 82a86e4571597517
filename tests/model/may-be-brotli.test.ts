import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mayBeBrotli } from '../../model/may-be-brotli.js';
import fc from '../harness/fast-check.js';

const lines = (count: number) => Array.from({ length: count }, (_, line) => `${line}: value ${(line * 7919) % 1000}`).join('\n');
const packed = (text: string, quality: number, window = constants.BROTLI_DEFAULT_WINDOW) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: window } });

describe('mayBeBrotli', () => {
  it.each([2, 5, 9, 11])('knows what encoders write at quality %i, with any usual window', (quality) => {
    for (const window of [15, 16, 17, 18, 20, 22, 24])
      for (const count of [5, 50, 500, 5_000]) expect(mayBeBrotli(packed(lines(count), quality, window)), `${window}, ${count}`).toBe(true);
  });

  it('knows a stream by its first bytes and its size', () => {
    const bytes = packed(lines(500), 5);
    expect(mayBeBrotli(bytes.subarray(0, 8), bytes.length)).toBe(true);
  });

  it('asks of the first block that it is half as long as the stream at least', () => {
    const text = lines(500);
    const bytes = packed(text, 5);
    expect([mayBeBrotli(bytes, 2 * text.length), mayBeBrotli(bytes, 2 * text.length + 1)]).toEqual([true, false]);
  });

  it('takes a first block of 32 KiB for enough, however long the stream is', () => {
    const bytes = packed(lines(3_000), 5);
    expect([65_537, 10_000_000].map((size) => mayBeBrotli(bytes, size))).toEqual([true, true]);
  });

  it('takes what is too short, or would expand to too much of too little, for none', () => {
    expect(mayBeBrotli(packed('', 5))).toBe(false);
    expect(mayBeBrotli(packed('abc', 5).subarray(0, 7))).toBe(false);
    expect(mayBeBrotli(packed('a'.repeat(60_000), 11))).toBe(false);
  });

  it.each([
    ['the old pattern of large windows', 0x11],
    ['an empty last block', 0x06],
    ['a block of metadata', 0x0c],
  ])('takes %s for none', (_what, first) => {
    expect(mayBeBrotli(Buffer.alloc(16, first))).toBe(false);
  });

  it.each([
    '{"user":"u-7f3a9c2d41","name":"Ada"}',
    'GET / HTTP/1.1\r\nHost: a.example\r\n\r\n',
    '<?xml version="1.0"?><a/>',
    'a=1&b=2&c=three',
  ])('takes %j for none', (text) => {
    expect(mayBeBrotli(Buffer.from(text))).toBe(false);
  });

  it.each([
    [32, 0.03],
    [64, 0.05],
    [200, 0.1],
    [200_000, 0.4],
  ])('lets few random streams of %i bytes pass, of longer ones more', (size, most) => {
    const passed = Array.from({ length: 2_000 }, () => mayBeBrotli(randomBytes(16), size)).filter(Boolean);
    expect(passed.length / 2_000).toBeLessThan(most);
  });

  it('never throws, whatever the bytes and however few of them are there', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), fc.nat(100_000), (bytes, size) => {
        expect(mayBeBrotli(bytes, size)).toBeTypeOf('boolean');
        if (bytes.length < 8) expect(mayBeBrotli(bytes)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
