import { describe, expect, it, vi } from 'vitest';
import { Brake } from '../../../proxy/relay/brake.js';

describe('Brake', () => {
  it('counts pauses, not calls, and calls back each waiter once', () => {
    const brake = new Brake();
    const waiter = vi.fn();
    brake.engage();
    brake.engage();
    brake.onRelease(waiter);
    brake.onRelease(waiter);
    expect([brake.engaged, brake.pauses]).toEqual([true, 1]);
    brake.release();
    brake.release();
    expect([brake.engaged, waiter.mock.calls.length]).toEqual([false, 1]);
    brake.engage();
    brake.release();
    expect([brake.pauses, waiter.mock.calls.length]).toEqual([2, 1]);
  });

  it('may be engaged again by a waiter that it let go', () => {
    const brake = new Brake();
    brake.engage();
    brake.onRelease(() => {
      brake.engage();
      brake.onRelease(() => undefined);
    });
    brake.release();
    expect(brake.engaged).toBe(true);
  });
});
