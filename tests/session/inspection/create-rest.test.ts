import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRest } from '../../../session/inspection/create-rest.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a rest', () => {
  it('is taken when there was work for more than a tenth of a millisecond, and not before', () => {
    let now = 1_000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const wait = vi.spyOn(Atomics, 'wait');
    const rest = createRest();
    rest();
    now += 0.1;
    rest();
    expect(wait).toHaveBeenCalledTimes(0);
    now += 0.2;
    rest();
    rest();
    expect(wait).toHaveBeenCalledTimes(1);
    now += 0.3;
    rest();
    expect(wait).toHaveBeenCalledTimes(2);
  });

  it('ends by itself', () => {
    const rest = createRest();
    for (const end = performance.now() + 2; performance.now() < end; ) rest();
  });
});
