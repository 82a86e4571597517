import { describe, expect, it } from 'vitest';
import { uninspectedGap } from '../../../rules/evaluate/uninspected-gap.js';
import { connection } from './samples.js';

describe('uninspectedGap', () => {
  it('is none where nothing was missed', () => {
    for (const interception of ['pending', 'intercepted', 'cleartext', 'origin-failed'] as const) {
      expect(uninspectedGap(connection({ interception }), false)).toBeUndefined();
    }
    expect(uninspectedGap(connection({ interception: 'opaque' }), true)).toBeUndefined();
  });

  it('names the reason, and waits for the run where the device said none', () => {
    expect(uninspectedGap(connection({ interception: 'client-rejected', failureCause: { alert: 48 } }), false)).toMatchObject({
      abandoned: false,
      gap: { reason: 'handshake-failed', detail: expect.stringContaining('alert 48') },
    });
    for (const failureCause of ['closed-in-handshake', 'closed-before-first-byte', 'reset'] as const) {
      expect(uninspectedGap(connection({ interception: 'client-rejected', failureCause }), false)).toMatchObject({ abandoned: true });
    }
    expect(uninspectedGap(connection({ interception: 'client-rejected', failureCause: 'timeout' }), false)).toMatchObject({
      abandoned: false,
    });
    expect(uninspectedGap(connection({ failureCause: 'closed-before-first-byte' }), false)).toMatchObject({ abandoned: true });
    expect(uninspectedGap(connection({ failureCause: 'closed-before-first-byte' }), true)).toBeUndefined();
    expect(uninspectedGap(connection({ interception: 'passthrough' }), false)).toMatchObject({ gap: { reason: 'passthrough' } });
  });
});
