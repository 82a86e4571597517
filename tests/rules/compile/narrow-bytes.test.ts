import { describe, expect, it } from 'vitest';
import { narrowBytes } from '../../../rules/compile/narrow-bytes.js';
import fc from '../../harness/fast-check.js';

const narrowed = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text);
  const output = Buffer.alloc(bytes.length);
  const length = narrowBytes(bytes, bytes.length, output);
  return length < 0 ? undefined : output.subarray(0, length);
};

describe('narrowBytes', () => {
  it('gives bytes back that stand there as characters', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const text = Buffer.from(bytes).toString('latin1');
        if (bytes.every((byte) => byte < 128)) expect(narrowed(text)).toBeUndefined();
        else expect(narrowed(text)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('takes what has other characters for a text', () => {
    for (const text of ['Grüße, 世界', 'ü€', '\u0100']) expect(narrowed(text), text).toBeUndefined();
    for (const bytes of [[0xc3], [0xc3, 0x41], [0xff], [0x80], [0xc4, 0x80]])
      expect(narrowBytes(Uint8Array.from(bytes), bytes.length, new Uint8Array(2)), String(bytes)).toBe(-1);
  });
});
