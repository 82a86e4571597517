import { describe, expect, it } from 'vitest';
import { diagnoseRefusal, type RefusalContext } from '../../../report/refusals/diagnose-refusal.js';

/** A stack that is accepted elsewhere and refused here twice. */
const pinning: RefusalContext = {
  clientIntercepted: true,
  stackKnown: true,
  stackIntercepted: true,
  hostIntercepted: 'no',
  refused: 2,
};

const nothingElse: RefusalContext = { ...pinning, clientIntercepted: false, stackIntercepted: false, refused: 1 };

describe.each(['certificate', 'silent'] as const)('a refusal of the manner %s', (manner) => {
  it.each<[string, RefusalContext, string, string]>([
    ['nothing of the device was decrypted', nothingElse, 'no-ca-installed', 'plainsight.test'],
    ['… however often', { ...nothingElse, refused: 9 }, 'no-ca-installed', 'plainsight.test'],
    ['only others of the device were', { ...pinning, stackIntercepted: false }, 'ca-not-trusted-by-app', 'android-nsc'],
    ['its stack was, at other hosts only', pinning, 'suspected-pinning', 'blindSpots'],
    ['… but it refused only once', { ...pinning, refused: 1 }, 'unexplained', 'once'],
    ['its stack was, at this host too', { ...pinning, hostIntercepted: 'yes' }, 'unexplained', 'accepted and refused'],
    ['it cannot be remembered whether it was', { ...pinning, hostIntercepted: 'unknown' }, 'unexplained', 'too many hosts'],
    ['its stack is not known', { ...pinning, stackKnown: false, stackIntercepted: false }, 'unexplained', 'not known'],
  ])('where %s', (_name, context, diagnosis, advice) => {
    expect(diagnoseRefusal(manner, context)).toEqual({ diagnosis, advice: expect.stringContaining(advice) });
  });
});

describe('a refusal of another manner', () => {
  it('over the protocol is never about trust', () => {
    for (const context of [pinning, nothingElse]) expect(diagnoseRefusal('protocol', context).diagnosis).toBe('protocol-mismatch');
  });

  it('with alert 40 is pinning only where the same stack goes through elsewhere', () => {
    expect(diagnoseRefusal('handshake-failure', pinning).diagnosis).toBe('suspected-pinning');
    for (const context of [nothingElse, { ...pinning, refused: 1 }, { ...pinning, stackIntercepted: false }])
      expect(diagnoseRefusal('handshake-failure', context).diagnosis).toBe('protocol-mismatch');
  });

  it('with alert 80 is pinning there, and anything elsewhere', () => {
    expect(diagnoseRefusal('internal-error', pinning).diagnosis).toBe('suspected-pinning');
    expect(diagnoseRefusal('internal-error', nothingElse).diagnosis).toBe('unexplained');
  });

  it('stays unexplained where it says nothing', () => {
    for (const context of [pinning, nothingElse]) expect(diagnoseRefusal('unclear', context).diagnosis).toBe('unexplained');
  });
});
