import { describe, expect, it } from 'vitest';
import { Brake } from '../../proxy/relay/brake.js';
import { createBrakeHolds } from '../../session/brake-holds.js';

describe('holds on the brake', () => {
  it('release it when nobody holds it any more', () => {
    const brake = new Brake();
    const holds = createBrakeHolds<'a' | 'b'>(() => brake);
    holds.set('a', true);
    holds.set('b', true);
    holds.set('a', false);
    expect(brake.engaged).toBe(true);
    holds.set('b', false);
    expect([brake.engaged, brake.pauses]).toEqual([false, 1]);
  });

  it('one that was never set releases nothing, and without a brake nothing happens', () => {
    const brake = new Brake();
    const holds = createBrakeHolds<'a' | 'b'>(() => brake);
    holds.set('a', true);
    holds.set('b', false);
    expect(brake.engaged).toBe(true);
    expect(() => createBrakeHolds<'a'>(() => undefined).set('a', true)).not.toThrow();
  });
});
