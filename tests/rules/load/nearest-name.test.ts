import { describe, expect, it } from 'vitest';
import { didYouMean, editDistance, nearestName } from '../../../rules/load/nearest-name.js';
import fc from '../../harness/fast-check.js';

describe('editDistance', () => {
  it.each<[string, string, number]>([
    ['', '', 0],
    ['rules', 'rules', 0],
    ['ruels', 'rules', 1],
    ['rule', 'rules', 1],
    ['feilds', 'fields', 1],
    ['abc', '', 3],
    ['ca', 'abc', 3],
  ])('%s to %s', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is symmetric, and zero for equals only', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => editDistance(a, b) === editDistance(b, a) && (editDistance(a, b) === 0) === (a === b)),
      { numRuns: 200 },
    );
  });
});

describe('nearestName', () => {
  it('finds swaps, case and separators', () => {
    expect(nearestName('nevre', ['never', 'when'])).toBe('never');
    expect(nearestName('blind_spots', ['blindSpots', 'rules'])).toBe('blindSpots');
    expect(nearestName('fail-from', ['failFrom'])).toBe('failFrom');
  });

  it('says nothing when nothing is near', () => {
    expect(nearestName('zzz', ['never', 'when'])).toBeUndefined();
    expect(didYouMean('zzz', ['never'])).toBe('');
    expect(didYouMean('nevr', ['never'])).toBe('; did you mean `never`?');
  });
});
