import { describe, expect, it } from 'vitest';
import { OrderedQueue, type Step } from '../../../session/inspection/ordered-queue.js';
import fc from '../../harness/fast-check.js';

function setUp(turn = Number.POSITIVE_INFINITY) {
  const done: string[] = [];
  const faults: unknown[] = [];
  const waiting: number[] = [];
  const queue = new OrderedQueue({ fault: (error) => faults.push(error), waiting: (bytes) => waiting.push(bytes), turn });
  const step = (name: string, ready: () => boolean = () => true, parts: Partial<Step> = {}): Step => ({
    holds: false,
    bytes: 10,
    advance: () => {
      if (!ready()) return false;
      done.push(name);
      return true;
    },
    ...parts,
  });
  return { queue, done, faults, waiting, step };
}

describe('the ordered queue', () => {
  it('does a step at once when nothing waits, else when those before it are done', () => {
    const { queue, done, step, waiting } = setUp();
    let ready = false;
    queue.add(step('a'));
    queue.add(step('slow', () => ready));
    queue.add(step('b'));
    expect([done, queue.empty, waiting.at(-1)]).toEqual([['a'], false, 20]);
    ready = true;
    queue.advance();
    expect([done, queue.empty, waiting.at(-1)]).toEqual([['a', 'slow', 'b'], true, 0]);
  });

  it('goes on after a step that throws, and tells of it', () => {
    const { queue, done, faults, step } = setUp();
    let ready = false;
    queue.add(step('slow', () => ready));
    const failing = (): never => {
      throw new Error('broken');
    };
    queue.add({ holds: true, bytes: 1, advance: failing });
    queue.add(step('b'));
    expect(queue.held).toBe(true);
    ready = true;
    queue.advance();
    expect([done, faults.length, queue.held]).toEqual([['slow', 'b'], 1, false]);
  });

  it('what a step adds comes after what waits already', () => {
    const { queue, done, step } = setUp();
    let ready = false;
    queue.add(step('slow', () => ready));
    const adding = (): true => {
      queue.add(step('added'));
      return true;
    };
    queue.add({ holds: false, bytes: 1, advance: adding });
    queue.add(step('b'));
    ready = true;
    queue.advance();
    expect(done).toEqual(['slow', 'b', 'added']);
  });

  it('leaves what takes long to the next turns of the event loop, and tells when all is done', async () => {
    const { queue, done, step } = setUp(4);
    let ready = false;
    queue.add(step('slow', () => ready));
    const busy = (): true => {
      for (const end = performance.now() + 6; performance.now() < end; );
      return true;
    };
    for (const name of ['a', 'b', 'c']) queue.add(step(name, busy));
    ready = true;
    queue.advance();
    expect(done).toEqual(['slow', 'a']);
    queue.add(step('late'));
    await queue.drained();
    expect(done).toEqual(['slow', 'a', 'b', 'c', 'late']);
  });

  it('keeps the order, whatever becomes ready when', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { maxLength: 40 }), (delays) => {
        const { queue, done, step } = setUp();
        let now = 0;
        for (const [index, delay] of delays.entries()) queue.add(step(String(index), () => now >= delay));
        for (; now < 5; now += 1) queue.advance(true);
        expect(done).toEqual(delays.map((_, index) => String(index)));
        expect(queue.empty).toBe(true);
      }),
    );
  });
});
