import { describe, expect, it } from 'vitest';
import { gapLocations, mayCarryNames } from '../../../rules/evaluate/gap-locations.js';
import { connection } from './samples.js';

const gap = { reason: 'undecodable', connectionId: 'c', detail: '' } as const;

describe('gapLocations', () => {
  it('keeps to what a gap names, else to the body of its message', () => {
    expect(gapLocations({ ...gap, messageId: 'm', location: 'query' }, 'http-request')).toEqual(['query']);
    expect(gapLocations({ ...gap, messageId: 'm' }, 'http-request')).toEqual(['body', 'trailer']);
    expect(gapLocations({ ...gap, messageId: 'm' }, 'opaque')).toEqual(['stream']);
    expect(gapLocations({ ...gap, messageId: 'm' }, undefined)).toContain('stream');
  });

  it('is in names where messages are made of them', () => {
    expect(gapLocations({ ...gap, messageId: 'm' }, 'dns')).toEqual(['name']);
    expect(gapLocations({ ...gap, messageId: 'm', reason: 'ambiguous-framing' }, 'dns')).toContain('name');
    expect(gapLocations(gap, undefined, true)).toEqual(expect.arrayContaining(['name', 'stream']));
    expect(gapLocations({ ...gap, messageId: 'm' }, undefined, true)).toContain('name');
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

describe('mayCarryNames', () => {
  it('is so of DNS, by its port or once it is known', () => {
    const target = (port: number) => connection({ connectTarget: { host: '9.9.9.9', port } });
    expect([53, 853, 5353, 443].map((port) => mayCarryNames(target(port)))).toEqual([true, true, true, false]);
    expect(mayCarryNames(connection({ protocol: 'dns' }))).toBe(true);
    expect(mayCarryNames(connection())).toBe(false);
  });
});
