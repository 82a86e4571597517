import { describe, expect, it } from 'vitest';
import { lossDetail } from '../../../session/inspection/loss-detail.js';

describe('why a message was not inspected', () => {
  it('is said differently for each cause', () => {
    const details = (['crashed', 'out-of-memory', 'stuck', 'earlier-part', 'run-over'] as const).map((cause) => lossDetail(cause, 20_000));
    expect(new Set(details).size).toBe(5);
    expect(details.every((detail) => detail.startsWith('inspection failed: '))).toBe(true);
    expect(details[2]).toContain('20 s');
  });
});
