import { describe, expect, it } from 'vitest';
import { isSilenced } from '../../report/is-silenced.js';
import { exception, openFinding, sampleFinding } from './samples.js';

describe('isSilenced', () => {
  it('a suppression or baseline silences violations and open findings', () => {
    for (const kind of ['suppression', 'baseline'] as const) {
      expect(isSilenced(sampleFinding({ suppression: exception(kind) }))).toBe(true);
      expect(isSilenced(openFinding({ suppression: exception(kind) }))).toBe(true);
    }
  });

  it('a blind spot silences open findings only', () => {
    expect(isSilenced(openFinding({ suppression: exception('blind-spot') }))).toBe(true);
    expect(isSilenced(sampleFinding({ suppression: exception('blind-spot') }))).toBe(false);
  });

  it('without an exception nothing is silenced', () => {
    expect(isSilenced(sampleFinding())).toBe(false);
  });
});
