import { describe, expect, it } from 'vitest';
import { decodeHuffman } from '../../../../proxy/protocols/hpack/decode-huffman.js';
import fc from '../../../harness/fast-check.js';
import { huffmanBytes } from '../../../wire/hpack-encoder.js';

function decode(bytes: readonly number[]): number[] | undefined {
  const out = Buffer.alloc(bytes.length * 2);
  const count = decodeHuffman(Buffer.from(bytes), 0, bytes.length, out);
  return count < 0 ? undefined : [...out.subarray(0, count)];
}

describe('decodeHuffman', () => {
  it('reads every byte, alone and beside every other kind', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      for (const beside of [0x30, 0x58, 0x5c, 0x0a]) expect(decode(huffmanBytes([byte, beside, byte]))).toEqual([byte, beside, byte]);
    }
  });

  it('reads back what was coded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(decode(huffmanBytes([...bytes]))).toEqual([...bytes]);
      }),
      { numRuns: 500 },
    );
  });

  it('never writes beyond 8/5 of what it reads', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const count = decodeHuffman(Buffer.from(bytes), 0, bytes.length, Buffer.alloc(160));
        expect(count).toBeLessThanOrEqual((bytes.length * 8) / 5);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a padding of zeros', [0x00]],
    ['a padding of eight bits', [0x07, 0xff]],
    ['nothing but a padding of eight bits', [0xff]],
    ['EOS', [0xff, 0xff, 0xff, 0xff]],
    ['a symbol that has not ended', [0xfe]],
  ])('refuses %s', (_, bytes) => {
    expect(decode(bytes)).toBeUndefined();
  });

  it('takes an empty string, and paddings of up to seven ones', () => {
    expect(decode([])).toEqual([]);
    // Codes of 5, 6, 7 and 8 bits.
    expect(decode([0x07])).toEqual([0x30]);
    expect(decode([0x53])).toEqual([0x20]);
    expect(decode([0xb9])).toEqual([0x3a]);
    expect(decode([0xf8])).toEqual([0x26]);
    // Three codes of 11 bits leave 7 bits over.
    expect(decode(huffmanBytes([0x2b, 0x2b, 0x2b]))).toEqual([0x2b, 0x2b, 0x2b]);
  });
});
