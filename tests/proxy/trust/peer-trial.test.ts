import { describe, expect, it } from 'vitest';
import { type Connection, type WrongCertificate, wrongCertificates } from '../../../model/index.js';
import { PeerTrial } from '../../../proxy/trust/peer-trial.js';
import type { TryOutcome } from '../../../proxy/trust/try-outcome.js';
import fc from '../../harness/fast-check.js';

const alert: TryOutcome = { kind: 'alert', alert: 48, stage: 'in-handshake' };
const left: TryOutcome = { kind: 'closed', stage: 'after-handshake' };
const data: TryOutcome = { kind: 'data', firstBytes: { length: 3, protocol: 'unknown', method: null, host: null } };

let count = 0;
function connection(): Connection {
  count += 1;
  return {
    id: `c${count}`,
    capture: 'connect',
    client: { address: '127.0.0.1', port: 1 },
    startedDateTime: 0,
    attempts: [],
    interception: 'pending',
    bytesFromClient: 0,
    bytesFromServer: 0,
  };
}

/** What an app of `answer` is offered on so many connections, one after the other; `good` stands for the good certificate, which it takes. */
function offered(trial: PeerTrial, connections: number, answer: (kind: WrongCertificate) => TryOutcome): string[] {
  return Array.from({ length: connections }, () => {
    const made = connection();
    const kind = trial.next(made);
    if (kind === undefined) {
      Object.assign(made, { interception: 'intercepted', bytesFromClient: 10 });
      trial.closed(made);
      return 'good';
    }
    trial.tried(kind, answer(kind));
    return kind;
  });
}

const resultsOf = (trial: PeerTrial) => Object.fromEntries(trial.outcomes().map(({ certificate, result }) => [certificate, result]));

describe('PeerTrial', () => {
  it('offers each kind once, then the good one, to who refuses by alert', () => {
    const trial = new PeerTrial(wrongCertificates);
    expect(trial.isUnfinished).toBe(true);
    expect(offered(trial, 7, () => alert)).toEqual([...wrongCertificates, 'good', 'good', 'good']);
    expect(trial.isUnfinished).toBe(false);
    expect(resultsOf(trial)).toEqual({ untrusted: 'refused', expired: 'refused', 'wrong-host': 'refused', 'self-signed': 'refused' });
  });

  it('offers what was left without a word once more after the good one, and never more than three times', () => {
    const silent = new PeerTrial(['untrusted', 'expired']);
    expect(offered(silent, 7, () => left)).toEqual(['untrusted', 'expired', 'good', 'untrusted', 'expired', 'good', 'good']);
    expect(resultsOf(silent)).toEqual({ untrusted: 'refused', expired: 'refused' });
    const mute = new PeerTrial(['untrusted']);
    expect(offered(mute, 6, () => ({ kind: 'silent' }))).toEqual(['untrusted', 'good', 'untrusted', 'untrusted', 'good', 'good']);
    expect([mute.isUnfinished, resultsOf(mute)]).toEqual([false, { untrusted: 'accepted-no-data' }]);
  });

  it('offers what was accepted no more', () => {
    const trial = new PeerTrial(['untrusted', 'expired']);
    expect(offered(trial, 5, (kind) => (kind === 'expired' ? data : alert))).toEqual(['untrusted', 'expired', 'good', 'good', 'good']);
    expect(resultsOf(trial)).toEqual({ untrusted: 'refused', expired: 'accepted' });
  });

  it('offers each at least as often as is asked for', () => {
    const trial = new PeerTrial(['untrusted', 'expired'], 3);
    expect(offered(trial, 8, () => alert)).toEqual([
      'untrusted',
      'expired',
      'good',
      'untrusted',
      'expired',
      'untrusted',
      'expired',
      'good',
    ]);
    expect(trial.outcomes().map(({ tries }) => tries)).toEqual([3, 3]);
  });

  it('gives connections that come at once each their own turn', () => {
    const trial = new PeerTrial(wrongCertificates);
    const six = Array.from({ length: 6 }, () => trial.next(connection()));
    expect(six).toEqual([...wrongCertificates, undefined, undefined]);
  });

  it('without the good one proves nothing of certificates of our own CA', () => {
    const trial = new PeerTrial(wrongCertificates);
    offered(trial, 4, () => alert);
    expect(trial.control).toBe('not-tried');
    expect(resultsOf(trial)).toEqual({
      untrusted: 'refused',
      expired: 'undetermined',
      'wrong-host': 'undetermined',
      'self-signed': 'refused',
    });
    expect(trial.isUnfinished).toBe(true);
  });

  it('does not wait for a good connection to end before it counts', () => {
    const trial = new PeerTrial(['expired']);
    offered(trial, 1, () => alert);
    const live = connection();
    expect(trial.next(live)).toBeUndefined();
    expect(trial.control).toBe('not-tried');
    Object.assign(live, { interception: 'intercepted' });
    expect(trial.control).toBe('not-tried');
    live.bytesFromClient = 1;
    expect([trial.control, resultsOf(trial)]).toEqual(['accepted', { expired: 'refused' }]);
  });

  it.each([
    ['refused', { interception: 'client-rejected', failureCause: { alert: 48 } }],
    ['unanswered', { interception: 'intercepted', bytesFromServer: 30 }],
    ['origin-failed', { interception: 'origin-failed', failureCause: 'certificate-not-verified' }],
    ['accepted', { interception: 'origin-failed', failureCause: { alert: 116 }, bytesFromClient: 20 }],
    ['not-tried', { interception: 'pending', failureCause: 'closed-in-handshake' }],
  ] as const)('a good certificate is %s', (expected, end) => {
    const trial = new PeerTrial(['untrusted']);
    offered(trial, 1, () => alert);
    const control = connection();
    trial.next(control);
    trial.closed(Object.assign(control, end));
    expect(trial.control).toBe(expected);
    // One that was accepted outweighs all others, whichever came first.
    offered(trial, 1, () => alert);
    expect(trial.control).toBe('accepted');
  });

  it('counts a connection that it did not give the good certificate to for nothing', () => {
    const trial = new PeerTrial(['untrusted']);
    trial.closed(Object.assign(connection(), { interception: 'intercepted', bytesFromClient: 9 }));
    expect(trial.control).toBe('not-tried');
  });

  it('what the end of the run interrupted leaves the turn open', () => {
    const trial = new PeerTrial(['untrusted']);
    expect(trial.next(connection())).toBe('untrusted');
    trial.tried('untrusted', { kind: 'interrupted' });
    expect([resultsOf(trial), trial.outcomes()[0]?.tries]).toEqual([{ untrusted: 'not-tried' }, 0]);
  });

  it('ends, whatever is answered, and never offers one kind more than three times', () => {
    const outcomes: TryOutcome[] = [alert, left, data, { kind: 'silent' }, { kind: 'failed', cause: 'timeout' }, { ...alert, alert: 80 }];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...outcomes), { minLength: 12, maxLength: 12 }), (answers) => {
        const trial = new PeerTrial(wrongCertificates);
        let at = 0;
        const sequence = offered(trial, 20, () => answers[at++ % answers.length]!);
        for (const kind of wrongCertificates) {
          const times = sequence.filter((offer) => offer === kind).length;
          expect(times).toBeGreaterThanOrEqual(1);
          expect(times).toBeLessThanOrEqual(3);
        }
        expect([sequence.at(-1), trial.isUnfinished]).toEqual(['good', false]);
      }),
    );
  });
});
