import { afterEach, describe, expect, it, vi } from 'vitest';
import { afterAllBefore } from '../../session/after-all-before.js';

afterEach(() => vi.restoreAllMocks());

describe('afterAllBefore', () => {
  it('gives a moment that what came before lies before, and what comes after does not', async () => {
    for (let round = 0; round < 20; round += 1) {
      const before = Date.now();
      let moment = 0;
      await afterAllBefore((given) => {
        moment = given;
      });
      expect(before).toBeLessThan(moment);
      expect(Date.now()).toBeGreaterThanOrEqual(moment);
    }
  });

  it('does not wait for a clock that stands still', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(1_000);
    const given: number[] = [];
    await afterAllBefore((moment) => given.push(moment));
    expect(given).toEqual([1_001]);
  });
});
