import { describe, expect, it } from 'vitest';
import { BrakedQueue } from '../../../../proxy/capture/socks5/braked-queue.js';
import { Brake } from '../../../../proxy/relay/brake.js';

function start() {
  const brake = new Brake();
  const state = { brake, dropped: 0, out: [] as number[] };
  return { ...state, state, queue: new BrakedQueue(brake, () => (state.dropped += 1)) };
}

describe('BrakedQueue', () => {
  it('holds while the brake is engaged, and lets go in order', () => {
    const { brake, queue, out } = start();
    expect(queue.mustHold).toBe(false);
    brake.engage();
    expect(queue.mustHold).toBe(true);
    for (const value of [1, 2, 3]) queue.hold(10, () => out.push(value));
    expect(out).toEqual([]);
    brake.release();
    expect(out).toEqual([1, 2, 3]);
    expect(queue.mustHold).toBe(false);
  });

  it('stops where the brake is engaged again, and goes on from there', () => {
    const { brake, queue, out } = start();
    brake.engage();
    queue.hold(1, () => {
      out.push(1);
      brake.engage();
    });
    queue.hold(1, () => out.push(2));
    brake.release();
    expect(out).toEqual([1]);
    queue.hold(1, () => out.push(3));
    brake.release();
    expect(out).toEqual([1, 2, 3]);
    expect(queue.mustHold).toBe(false);
  });

  it('drops what is over its bound, and has room again afterwards', () => {
    const { brake, queue, out, state } = start();
    brake.engage();
    for (let index = 0; index < 20; index += 1) queue.hold(64 * 1024, () => out.push(index));
    expect(state.dropped).toBe(4);
    brake.release();
    expect(out).toHaveLength(16);
    brake.engage();
    queue.hold(1024 * 1024, () => out.push(99));
    expect(state.dropped).toBe(4);
  });
});
