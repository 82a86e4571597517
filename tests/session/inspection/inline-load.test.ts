import { describe, expect, it } from 'vitest';
import { createInlineLoad } from '../../../session/inspection/inline-load.js';

describe('the load of the thread', () => {
  it('is high in the span in which it was, and the next', () => {
    const load = createInlineLoad(30);
    load.note(20, 1000);
    expect(load.busy(1000)).toBe(false);
    load.note(20, 1010);
    expect([load.busy(1010), load.busy(1150), load.busy(1260)]).toEqual([true, true, false]);
  });

  it('is low after a pause, however high it was', () => {
    const load = createInlineLoad(30);
    load.note(500, 1000);
    expect(load.busy(5000)).toBe(false);
  });

  it('counts spans by themselves', () => {
    const load = createInlineLoad(30);
    for (let now = 0; now < 1000; now += 100) load.note(20, now);
    expect(load.busy(1000)).toBe(false);
  });
});
