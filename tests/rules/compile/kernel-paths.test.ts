import { afterAll, describe, expect, it, vi } from 'vitest';
import type { DigitsHit } from '../../../rules/compile/digit-finder.js';
import type { XoredHit } from '../../../rules/compile/xor-finder.js';
import fc from '../../harness/fast-check.js';

// The same finders twice: with the kernel, and as they are where there is none.
const { createLiteralScanner } = await import('../../../rules/compile/literal-scanner.js');
const { createXorFinder } = await import('../../../rules/compile/xor-finder.js');
const { createDigitFinder } = await import('../../../rules/compile/digit-finder.js');
const { kernelBytes, scanKernel } = await import('../../../rules/compile/scan-kernel.js');
vi.resetModules();
vi.stubGlobal('WebAssembly', undefined);
const plain = {
  ...(await import('../../../rules/compile/literal-scanner.js')),
  ...(await import('../../../rules/compile/xor-finder.js')),
  ...(await import('../../../rules/compile/digit-finder.js')),
  ...(await import('../../../rules/compile/scan-kernel.js')),
};
const withoutKernel = plain.scanKernel() === undefined;
vi.unstubAllGlobals();
afterAll(() => vi.resetModules());

/** Text of an app's, in which pieces stand at places, over the edges of looks, too. */
function placed(length: number, pieces: readonly (readonly [Uint8Array, number])[]): Buffer {
  const bytes = Buffer.alloc(length, '{"name": "river stone", "at": 1712345678, "id": "4f-77_a"}, ');
  for (const [piece, at] of pieces) bytes.set(piece, at % (length - piece.length));
  return bytes;
}

const place = fc.oneof(
  fc.nat(200_000),
  fc.integer({ min: -70, max: 70 }).map((by) => kernelBytes + by),
  fc.integer({ min: 0, max: 70 }),
);
const word = fc.string({ unit: fc.constantFrom(...'abcdEF0123456789-@._é'), minLength: 8, maxLength: 40 });
const size = fc.oneof(
  fc.integer({ min: 512, max: 1200 }),
  fc.integer({ min: kernelBytes - 80, max: kernelBytes + 200 }),
  fc.constant(3 * kernelBytes),
);

describe('the finders with the kernel and without', () => {
  it('are two', () => {
    expect(scanKernel()).toBeDefined();
    expect(withoutKernel).toBe(true);
  });

  it('find the same literals', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(7), place), { maxLength: 4 }),
        size,
        fc.nat(9),
        (words, where, length, start) => {
          const literals = words.map((text, index) => ({ bytes: Buffer.from(text), anyCase: index % 2 === 0 }));
          const bytes = placed(
            length,
            where.map(([which, at]) => [literals[which % literals.length]!.bytes, at] as const),
          );
          const hits = ({ scan }: { scan: ReturnType<typeof createLiteralScanner>['scan'] }): string[] => {
            const found: string[] = [];
            scan(bytes, start, length, (literal, at) => found.push(`${literal} ${at}`));
            return found.sort();
          };
          const expected = hits(plain.createLiteralScanner(literals));
          expect(hits(createLiteralScanner(literals))).toEqual(expected);
          expect(createLiteralScanner(literals).test(bytes, start, length)).toBe(expected.length > 0);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('find the same combined texts', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(fc.nat(11), place, fc.nat(255)), { maxLength: 4 }),
        size,
        fc.nat(9),
        (words, where, length, start) => {
          const bytes = placed(
            length,
            where.map(([which, at, key]) => [Buffer.from(words[which % words.length]!).map((byte) => byte ^ key), at] as const),
          );
          const hits = ({ find }: { find: ReturnType<typeof createXorFinder>['find'] }): string[] => {
            const found: XoredHit[] = [];
            find(bytes, start, length, (hit) => found.push(hit));
            return found.map((hit) => `${hit.text} ${hit.start} ${hit.end}`).sort();
          };
          expect(hits(createXorFinder(words))).toEqual(hits(plain.createXorFinder(words)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('find the same numbers', () => {
    const number = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 5, maxLength: 16 });
    const grouped = fc.array(fc.constantFrom('', '', '', ' ', '-', ') ', '\u00a0', '\u2011', '.'), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(
        fc.array(number, { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(5), place, grouped), { maxLength: 4 }),
        size,
        fc.nat(9),
        (numbers, where, length, start) => {
          const written = where.map(([which, at, between]) => {
            const digits = numbers[which % numbers.length]!;
            return [
              Buffer.from(`x${[...digits].map((each, index) => each + (index + 1 < digits.length ? between[index]! : '')).join('')}x`),
              at,
            ] as const;
          });
          const bytes = placed(length, written);
          const hits = ({ find }: { find: ReturnType<typeof createDigitFinder>['find'] }): DigitsHit[] => {
            const found: DigitsHit[] = [];
            find(bytes, start, length, (hit) => found.push(hit));
            return found;
          };
          expect(hits(createDigitFinder(new Set(numbers)))).toEqual(hits(plain.createDigitFinder(new Set(numbers))));
        },
      ),
      { numRuns: 300 },
    );
  });
});
