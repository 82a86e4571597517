import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRest } from '../../../session/inspection/create-rest.js';

afterEach(() => {
  vi.restoreAllMocks();
});

/** A rest on a machine where a nap takes so many milliseconds; `work` lets time pass, then says how many naps were taken. */
function restWhere(napTakes: number) {
  let now = 1_000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const wait = vi.spyOn(Atomics, 'wait').mockImplementation(() => {
    now += napTakes;
    return 'timed-out';
  });
  const { rest, slept } = createRest();
  wait.mockClear();
  return (milliseconds: number): number => {
    now += milliseconds;
    rest();
    rest();
    expect(slept()).toBeCloseTo(wait.mock.calls.length * napTakes, 6);
    return wait.mock.calls.length;
  };
}

describe('a rest', () => {
  it('is taken when there was work for 0.15 ms, and not before', () => {
    const work = restWhere(0.05);
    expect([work(0), work(0.1), work(0.06), work(0.1), work(0.1)]).toEqual([0, 0, 1, 1, 2]);
  });

  it('leaves three quarters of the time where a nap takes long', () => {
    const work = restWhere(15);
    expect([work(1), work(40), work(5), work(44), work(2)]).toEqual([0, 0, 1, 1, 2]);
  });

  it('ends by itself', () => {
    const { rest } = createRest();
    for (const end = performance.now() + 2; performance.now() < end; ) rest();
  });
});
