import { describe, expect, it } from 'vitest';
import { isCountingName } from '../../../rules/matchers/is-counting-name.js';

describe('isCountingName', () => {
  it.each(['id', 'trace_id', 'ts', 'requestTime', 'seq', 'cb', 'order_id', 'userUuid', 'elapsedRealtimeNanos', 'uptime'])(
    'says yes to %s',
    (name) => {
      expect(isCountingName(name)).toBe(true);
    },
  );

  it.each([undefined, '', 'number', 'device_id', 'phoneId', 'sim_id', 'extinfo', 'video', 'idle'])('says no to %s', (name) => {
    expect(isCountingName(name)).toBe(false);
  });
});
