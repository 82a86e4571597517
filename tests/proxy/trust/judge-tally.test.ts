import { describe, expect, it } from 'vitest';
import { type ControlResult, type WrongCertificate, wrongCertificates } from '../../../model/index.js';
import { isSettled, judgeTally } from '../../../proxy/trust/judge-tally.js';
import { emptyTally, type Tally } from '../../../proxy/trust/tally.js';
import fc from '../../harness/fast-check.js';

const tally = (counts: Partial<Tally>): Tally => ({ ...emptyTally, tries: 1, ...counts });
const controls: readonly ControlResult[] = ['accepted', 'refused', 'unanswered', 'origin-failed', 'not-tried'];
const byAlert = tally({ certificateAlerts: 1, alert: 48 });
const byOtherAlert = tally({ otherAlerts: 1, alert: 80 });
const onceSilently = tally({ closed: 1 });
const twiceSilently = tally({ tries: 2, closed: 2 });

/** Kind, tally and control of everything, with the result that holds. */
const table: readonly (readonly [what: string, Tally, (kind: WrongCertificate, control: ControlResult) => string])[] = [
  ['data', tally({ data: 1 }), () => 'accepted'],
  ['data once among refusals', tally({ tries: 3, data: 1, certificateAlerts: 2, alert: 48 }), () => 'accepted'],
  ['silence', tally({ silent: 1 }), () => 'accepted-no-data'],
  ['silence once among refusals', tally({ tries: 2, silent: 1, certificateAlerts: 1, alert: 42 }), () => 'accepted-no-data'],
  ['nothing', emptyTally, () => 'not-tried'],
  ['an alert about the certificate', byAlert, (kind, control) => (ofTheirs(kind) || control === 'accepted' ? 'refused' : 'undetermined')],
  ['another alert', byOtherAlert, (_, control) => (control === 'accepted' ? 'refused' : 'undetermined')],
  ['leaving without a word, once', onceSilently, () => 'undetermined'],
  ['leaving without a word, twice', twiceSilently, (_, control) => (control === 'accepted' ? 'refused' : 'undetermined')],
  ['a handshake that failed', tally({ failed: 1 }), () => 'undetermined'],
];

function ofTheirs(kind: WrongCertificate): boolean {
  return kind === 'untrusted' || kind === 'self-signed';
}

describe('judgeTally', () => {
  it.each(table)('%s', (_what, counts, expected) => {
    for (const kind of wrongCertificates) {
      for (const control of controls) {
        const { result, why } = judgeTally(kind, counts, control);
        expect([kind, control, result]).toEqual([kind, control, expected(kind, control)]);
        expect(why).not.toBe('');
      }
    }
  });

  it('never calls refused what was not broken off, nor what took data or stayed', () => {
    const count = fc.nat(3);
    const counts = fc.record({ data: count, silent: count, certificateAlerts: count, otherAlerts: count, closed: count, failed: count });
    fc.assert(
      fc.property(counts, fc.constantFrom(...wrongCertificates), fc.constantFrom(...controls), (of, kind, control) => {
        const alerts = of.certificateAlerts + of.otherAlerts;
        const all: Tally = { ...of, tries: of.data + of.silent + alerts + of.closed + of.failed, ...(alerts > 0 ? { alert: 48 } : {}) };
        const { result } = judgeTally(kind, all, control);
        if (result !== 'refused') return;
        expect([all.data, all.silent]).toEqual([0, 0]);
        expect(alerts + all.closed).toBeGreaterThan(0);
        if (!ofTheirs(kind)) expect(control).toBe('accepted');
      }),
    );
  });

  it('says in words what the refusal was, and what is missing', () => {
    expect(judgeTally('untrusted', byAlert, 'not-tried').why).toBe('it answered with TLS alert 48');
    expect(judgeTally('expired', byAlert, 'refused').why).toContain('the good one was refused, too');
    expect(judgeTally('untrusted', twiceSilently, 'origin-failed').why).toContain('the origin could not be reached');
    expect(judgeTally('untrusted', onceSilently, 'accepted').why).toContain('may be chance');
  });
});

describe('isSettled', () => {
  it.each([
    ['data', tally({ data: 1 }), true, true],
    ['an alert about the certificate', byAlert, true, true],
    ['another alert', byOtherAlert, true, false],
    ['leaving without a word, once', onceSilently, false, false],
    ['leaving without a word, twice', twiceSilently, true, false],
    ['silence', tally({ silent: 1 }), false, false],
    ['silence beside another alert', tally({ tries: 2, silent: 1, otherAlerts: 1, alert: 80 }), false, false],
    ['a failed handshake', tally({ failed: 1 }), false, false],
    ['nothing', emptyTally, false, false],
  ] as const)('%s', (_what, counts, withControl, without) => {
    expect(isSettled(counts, 'accepted')).toBe(withControl);
    for (const control of controls) if (control !== 'accepted') expect(isSettled(counts, control)).toBe(without);
  });
});
