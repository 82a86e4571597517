import { describe, expect, it } from 'vitest';
import { addOutcome, emptyTally } from '../../../proxy/trust/tally.js';
import type { TryOutcome } from '../../../proxy/trust/try-outcome.js';

const data: TryOutcome = { kind: 'data', firstBytes: { length: 3, protocol: 'unknown', method: null, host: null } };
const tallyOf = (...outcomes: TryOutcome[]) => outcomes.reduce(addOutcome, emptyTally);

describe('addOutcome', () => {
  it('counts each outcome by its kind, and all of them as tries', () => {
    expect(
      tallyOf(
        data,
        { kind: 'silent' },
        { kind: 'closed', stage: 'in-handshake' },
        { kind: 'closed', stage: 'after-handshake' },
        { kind: 'failed', cause: 'timeout' },
      ),
    ).toEqual({ ...emptyTally, tries: 5, data: 1, silent: 1, closed: 2, failed: 1 });
  });

  it.each([42, 43, 44, 45, 46, 48, 49])('alert %i speaks of the certificate', (alert) => {
    expect(tallyOf({ kind: 'alert', alert, stage: 'in-handshake' })).toEqual({ ...emptyTally, tries: 1, certificateAlerts: 1, alert });
  });

  it.each([0, 10, 40, 41, 47, 50, 51, 70, 80, 90, 120])('alert %i may be about anything', (alert) => {
    expect(tallyOf({ kind: 'alert', alert, stage: 'after-handshake' })).toEqual({ ...emptyTally, tries: 1, otherAlerts: 1, alert });
  });

  it('what the end of the run interrupted is no try', () => {
    expect(tallyOf({ kind: 'interrupted' })).toEqual(emptyTally);
  });
});
