import { describe, expect, it } from 'vitest';
import type { TrustCheck, TrustOutcome, TrustResult, WrongCertificate } from '../../../model/index.js';
import { trustDoubts } from '../../../session/trust/trust-doubts.js';

const outcome = (certificate: WrongCertificate, result: TrustResult, why = 'as it was'): TrustOutcome => ({
  certificate,
  result,
  tries: result === 'not-tried' ? 0 : 1,
  why,
});
const check = (certificates: readonly TrustOutcome[], parts: Partial<TrustCheck> = {}): TrustCheck => ({
  host: 'a.example',
  client: '192.168.1.7',
  stack: '0123456789ab',
  control: 'accepted',
  certificates,
  ...parts,
});
const doubts = (checks: readonly TrustCheck[], untracked = 0) =>
  trustDoubts({ kinds: ['untrusted', 'expired', 'wrong-host', 'self-signed'], checks, untracked });

describe('trustDoubts', () => {
  it('has none where every certificate was refused, or accepted, with data or without', () => {
    expect(
      doubts([check([outcome('untrusted', 'refused'), outcome('expired', 'accepted'), outcome('wrong-host', 'accepted-no-data')])]),
    ).toEqual([]);
  });

  it('doubts a run in which nothing was tested', () => {
    expect(doubts([])).toEqual([{ kind: 'certificates-untested', detail: expect.stringContaining('no device opened a TLS connection') }]);
  });

  it('says how many connections were not tested, beside what was', () => {
    expect(doubts([check([outcome('untrusted', 'refused')])], 7)).toEqual([
      { kind: 'certificates-untested', detail: expect.stringMatching(/^7 connections .* --host$/) },
    ]);
  });

  it('names what was never offered, and what is undetermined by its reasons', () => {
    const [doubt, ...more] = doubts([
      check([
        outcome('untrusted', 'undetermined', 'it pins its own'),
        outcome('expired', 'not-tried'),
        outcome('wrong-host', 'undetermined', 'it left'),
        outcome('self-signed', 'undetermined', 'it pins its own'),
      ]),
    ]);
    expect(more).toEqual([]);
    expect(doubt).toEqual({
      kind: 'certificates-untested',
      host: 'a.example',
      detail:
        'never offered expired (use the app again, so that it connects more often), ' +
        'undetermined for untrusted, self-signed (it pins its own), undetermined for wrong-host (it left)',
    });
  });

  it('is one doubt a host, with what differs between TLS libraries, once', () => {
    const left = check([outcome('expired', 'undetermined', 'it left')]);
    const found = doubts([
      left,
      { ...left, stack: 'ba9876543210' },
      check([outcome('expired', 'not-tried')], { stack: '00' }),
      check([outcome('untrusted', 'not-tried')], { host: 'b.example' }),
      check([outcome('untrusted', 'refused')], { host: 'c.example' }),
    ]);
    const byAnother = /^undetermined for expired \(it left\); or, by another TLS library: never offered expired \([^)]*\)$/;
    expect(found).toEqual([
      { kind: 'certificates-untested', host: 'a.example', detail: expect.stringMatching(byAnother) },
      { kind: 'certificates-untested', host: 'b.example', detail: expect.stringContaining('never offered untrusted') },
    ]);
  });
});
