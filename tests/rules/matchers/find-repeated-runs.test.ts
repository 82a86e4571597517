import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findRepeatedRuns } from '../../../rules/matchers/find-repeated-runs.js';
import fc from '../../harness/fast-check.js';

const noise = (seed: number, length: number): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.ceil(length / 64) }, (_, index) => createHash('sha512').update(`${seed} ${index}`).digest()),
  ).subarray(0, length);

describe('findRepeatedRuns', () => {
  it('finds every stretch of a block or more at a distance of whole blocks, as long as it is', () => {
    const cases = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 16, max: 80 }), fc.integer({ min: 0, max: 6 }), fc.nat(1e6));
    fc.assert(
      fc.property(cases, ([before, length, more, seed]) => {
        const stretch = noise(seed, length);
        const between = noise(seed + 1, ((16 - (length % 16)) % 16) + 16 * more);
        // What stands on either side differs from copy to copy.
        const bytes = Buffer.concat([
          noise(seed + 2, before),
          Buffer.from([1]),
          stretch,
          Buffer.from([2]),
          between,
          noise(seed + 3, 14),
          Buffer.from([3]),
          stretch,
          Buffer.from([4]),
        ]);
        const start = before + 1 + length + 1 + between.length + 14 + 1;
        expect(findRepeatedRuns(bytes)).toContainEqual({ start, end: start + length, distance: start - before - 1 });
      }),
      { numRuns: 200 },
    );
  });

  it('finds none that is shorter, or whose distance is not of whole blocks', () => {
    const short = Buffer.concat([noise(1, 15), noise(2, 17), noise(1, 15), noise(3, 17)]);
    const askew = Buffer.concat([noise(1, 32), noise(2, 7), noise(1, 32), noise(3, 17)]);
    expect(findRepeatedRuns(short)).toEqual([]);
    expect(findRepeatedRuns(askew)).toEqual([]);
  });

  it('takes what repeats without end as one stretch', () => {
    const bytes = Buffer.concat(Array.from({ length: 50 }, () => noise(9, 32)));
    expect(findRepeatedRuns(bytes)).toEqual([{ start: 32, end: 1600, distance: 32 }]);
  });

  it('ends on any bytes, also where it gives up', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => Array.isArray(findRepeatedRuns(bytes))),
      { numRuns: 300 },
    );
    // Two alternating distances, over and over.
    const one = noise(1, 48);
    const hard = Buffer.concat(Array.from({ length: 3000 }, (_, index) => (index % 2 ? one : Buffer.concat([one, one.subarray(0, 16)]))));
    expect(findRepeatedRuns(hard).length).toBeGreaterThan(0);
    expect(findRepeatedRuns(Buffer.alloc(0))).toEqual([]);
  });
});
