import { describe, expect, it } from 'vitest';
import { disjoint } from '../../../rules/matchers/disjoint.js';
import type { Match } from '../../../rules/matchers/matcher.js';
import fc from '../../harness/fast-check.js';

const match = (start: number, end: number): Match => ({ start, end, value: `${start}`, recognisedAs: 'pattern' });

describe('disjoint', () => {
  it('puts matches in order and drops what overlaps', () => {
    expect(disjoint([match(8, 9), match(0, 5), match(0, 3), match(4, 7), match(5, 6)])).toEqual([match(0, 5), match(5, 6), match(8, 9)]);
  });

  it('leaves no two that overlap, and drops none without a reason', () => {
    const range = fc.tuple(fc.nat(50), fc.integer({ min: 1, max: 10 })).map(([start, length]) => match(start, start + length));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 20 }), (matches) => {
        const kept = disjoint(matches);
        kept.slice(1).forEach(({ start }, index) => {
          expect(start).toBeGreaterThanOrEqual(kept[index]!.end);
        });
        for (const { start, end } of matches) expect(kept.some((each) => each.start < end && start < each.end)).toBe(true);
      }),
    );
  });
});
