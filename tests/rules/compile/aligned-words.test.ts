import { endianness } from 'node:os';
import { expect, it } from 'vitest';
import { alignedWords } from '../../../rules/compile/aligned-words.js';
import fc from '../../harness/fast-check.js';

const little = endianness() === 'LE';

it('reads the words of every stretch, wherever it begins', () => {
  const memory = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919 + (index >> 3)) & 255));
  fc.assert(
    fc.property(fc.nat(9), fc.nat(9), fc.integer({ min: 1024, max: 3000 }), (skew, start, length) => {
      const bytes = memory.subarray(skew);
      const view = alignedWords(bytes, start, start + length);
      expect(view === undefined).toBe(!little);
      if (view === undefined) return;
      const { words, from } = view;
      expect(from - start).toBeGreaterThanOrEqual(0);
      expect(from - start).toBeLessThan(4);
      expect(start + length - (from + 4 * words.length)).toBeLessThan(4);
      for (const index of [0, 1, words.length - 1]) expect(words[index]).toBe(bytes.readInt32LE(from + 4 * index));
    }),
  );
});

it('leaves short stretches', () => {
  expect(alignedWords(Buffer.alloc(2048), 1, 1024)).toBeUndefined();
});
