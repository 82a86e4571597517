import { describe, expect, it } from 'vitest';
import { both, either, type Truth } from '../../../rules/compile/truth.js';

const all: readonly Truth[] = [true, false, 'unknown'];

describe('three-valued truth', () => {
  it('lets false decide a conjunction and true a disjunction', () => {
    expect(all.map((truth) => both(truth, false))).toEqual([false, false, false]);
    expect(all.map((truth) => either(truth, true))).toEqual([true, true, true]);
    expect(all.map((truth) => both(truth, 'unknown'))).toEqual(['unknown', false, 'unknown']);
    expect(all.map((truth) => either(truth, 'unknown'))).toEqual([true, 'unknown', 'unknown']);
  });

  it('is commutative', () => {
    for (const left of all) {
      for (const right of all) {
        expect(both(left, right)).toBe(both(right, left));
        expect(either(left, right)).toBe(either(right, left));
      }
    }
  });
});
