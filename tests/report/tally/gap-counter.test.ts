import { describe, expect, it } from 'vitest';
import type { Gap } from '../../../model/index.js';
import { GapCounter } from '../../../report/tally/gap-counter.js';

const gap = (detail: string, reason: Gap['reason'] = 'undecodable'): Gap => ({ reason, connectionId: 'c1', detail });

describe('GapCounter', () => {
  it('counts equal gaps of different messages together, and keeps the first', () => {
    const counter = new GapCounter();
    counter.add({ ...gap('unknown coding'), messageId: 'c1-x1-q' });
    counter.add({ ...gap('unknown coding'), messageId: 'c1-x2-q' });
    counter.add(gap('unknown coding', 'truncated'));
    expect(counter.result().map(({ gap: { reason, messageId }, count }) => [reason, messageId, count])).toEqual([
      ['undecodable', 'c1-x1-q', 2],
      ['truncated', undefined, 1],
    ]);
  });

  it('loses no count when there are more kinds than it keeps', () => {
    const counter = new GapCounter();
    for (let i = 0; i < 5_000; i += 1) counter.add(gap(`detail ${i}`));
    const result = counter.result();
    expect(result.length).toBeLessThanOrEqual(1_001);
    expect(result.reduce((sum, { count }) => sum + count, 0)).toBe(5_000);
  });
});
