import { describe, expect, it } from 'vitest';
import { Turns } from '../../../proxy/relay/turns.js';

const [one, other] = [{}, {}];

describe('Turns', () => {
  it('a connection that is alone never waits', () => {
    const turns = new Turns();
    for (let now = 0; now < 1_000; now += 10) {
      turns.note(one, now);
      expect(turns.pauseAfter(50, now)).toBe(0);
    }
  });

  it('what took long makes it wait while others are active, in proportion and within a bound', () => {
    const turns = new Turns();
    turns.note(one, 0);
    turns.note(other, 10);
    turns.note(one, 20);
    expect([0.1, 0.5, 2, 100].map((took) => turns.pauseAfter(took, 30))).toEqual([0, 2, 8, 20]);
  });

  it('others that have been silent for a while do not count', () => {
    const turns = new Turns();
    turns.note(other, 0);
    turns.note(one, 10);
    expect(turns.pauseAfter(5, 50)).toBeGreaterThan(0);
    turns.note(one, 200);
    expect(turns.pauseAfter(5, 200)).toBe(0);
  });
});
