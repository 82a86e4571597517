import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isLikeCiphertext } from '../../../rules/matchers/is-like-ciphertext.js';

const block = (index: number): Buffer => createHash('md5').update(String(index)).digest();

describe('isLikeCiphertext', () => {
  it('takes next to all random blocks, few or many', () => {
    let refused = 0;
    for (const count of [1, 2, 5, 20, 100])
      for (let run = 0; run < 100; run += 1) {
        if (!isLikeCiphertext(Array.from({ length: count }, (_, index) => block(run * 1000 + index)))) refused += 1;
      }
    expect(refused).toBeLessThanOrEqual(2);
  });

  it('refuses bytes that are used unevenly, as in machine code', () => {
    const common = [0x48, 0x8b, 0x00, 0xff, 0x89, 0x24, 0x0f, 0xe8];
    const code = Array.from({ length: 6 }, (_, index) => block(index).map((byte, at) => (at % 2 === 0 ? common[byte % 8]! : byte)));
    expect(isLikeCiphertext(code)).toBe(false);
  });

  it('refuses bytes that follow from those before, one, two or four back', () => {
    for (const lag of [1, 2, 4]) {
      const sound = Array.from({ length: 40 }, (_, index) => {
        const bytes = Buffer.from(block(index));
        for (let at = lag; at < 16; at += lag) bytes[at] = bytes[at - lag]! + 3;
        return bytes;
      });
      expect(isLikeCiphertext(sound), `lag ${lag}`).toBe(false);
    }
  });

  it('has nothing against no blocks at all', () => {
    expect(isLikeCiphertext([])).toBe(true);
  });
});
