import { describe, expect, it } from 'vitest';
import { gapLocations } from '../../../rules/evaluate/gap-locations.js';

const gap = { reason: 'undecodable', connectionId: 'c', detail: '' } as const;

describe('gapLocations', () => {
  it('keeps to what a gap names, else to the body of its message', () => {
    expect(gapLocations({ ...gap, messageId: 'm', location: 'query' }, 'http-request')).toEqual(['query']);
    expect(gapLocations({ ...gap, messageId: 'm' }, 'http-request')).toEqual(['body', 'trailer']);
    expect(gapLocations({ ...gap, messageId: 'm' }, 'opaque')).toEqual(['stream']);
    expect(gapLocations({ ...gap, messageId: 'm' }, undefined)).toContain('stream');
  });

  it('is everywhere but in names where the whole is in doubt', () => {
    for (const doubtful of [
      gap,
      { ...gap, messageId: 'm', reason: 'ambiguous-framing' },
      { ...gap, messageId: 'm', reason: 'inspection-failed' },
    ] as const) {
      expect(gapLocations(doubtful, 'http-request')).toContain('query');
      expect(gapLocations(doubtful, 'http-request')).not.toContain('name');
    }
  });
});
