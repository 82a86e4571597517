import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RelayRegistry } from '../../../proxy/relay/relay-registry.js';

describe('RelayRegistry', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const relay = (lastActive = Date.now()) => ({ lastActive, tick: vi.fn(), stop: vi.fn() });

  it('ticks what lives about once a second, and stops what is idle', () => {
    const registry = new RelayRegistry(5_000);
    const [idle, busy] = [relay(), relay()];
    registry.add(idle);
    registry.add(busy);
    vi.advanceTimersByTime(4_000);
    busy.lastActive = Date.now();
    vi.advanceTimersByTime(2_000);
    expect(idle.stop.mock.calls).toEqual([['idle']]);
    expect(busy.stop).not.toHaveBeenCalled();
    expect(busy.tick).toHaveBeenCalledTimes(6);
    registry.stopAll();
  });

  it('at the end stops everything, also what leaves meanwhile, and ticks no more', () => {
    const registry = new RelayRegistry(5_000);
    const [one, two] = [relay(), relay()];
    one.stop.mockImplementation(() => registry.remove(one));
    registry.add(one);
    registry.add(two);
    registry.stopAll();
    expect([one.stop.mock.calls, two.stop.mock.calls]).toEqual([[['run-over']], [['run-over']]]);
    vi.advanceTimersByTime(3_000);
    expect(two.tick).not.toHaveBeenCalled();
  });
});
