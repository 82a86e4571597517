import { describe, expect, it } from 'vitest';
import { addCoverage, emptyCoverage, sawTraffic } from '../../report/add-coverage.js';
import { sampleCoverage } from './samples.js';

describe('addCoverage', () => {
  it('adds nothing to something, either way round', () => {
    expect(addCoverage(emptyCoverage, sampleCoverage)).toEqual(sampleCoverage);
    expect(addCoverage(sampleCoverage, emptyCoverage)).toEqual(sampleCoverage);
  });

  it('leaves what it is given as it is', () => {
    const before = structuredClone(sampleCoverage);
    expect(addCoverage(sampleCoverage, sampleCoverage).connectionsByInterception).toEqual({ intercepted: 4, cleartext: 2 });
    expect(sampleCoverage).toEqual(before);
  });
});

describe('sawTraffic', () => {
  it.each([
    ['a connection that nobody could read', { ...emptyCoverage, connections: 1 }],
    ['an exchange', { ...emptyCoverage, exchanges: 1 }],
    ['messages of a captured file, without connections', { ...emptyCoverage, messages: { read: 0, scanned: 0, unseen: 1 } }],
  ])('%s is traffic', (_, coverage) => {
    expect(sawTraffic(coverage)).toBe(true);
  });

  it('nothing is none', () => {
    expect(sawTraffic(emptyCoverage)).toBe(false);
  });
});
