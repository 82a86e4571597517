import { describe, expect, it } from 'vitest';
import { isoTime } from '../../report/iso-time.js';

describe('isoTime', () => {
  it('is RFC 3339 in UTC', () => {
    expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])('does not throw on %d', (ms) => {
    expect(isoTime(ms)).toBe('unknown');
  });
});
