import { describe, expect, it } from 'vitest';
import { nearestName } from '../../report/nearest-name.js';

const names = ['console', 'json', 'junit'];

describe('nearestName', () => {
  it.each([
    ['junti', 'junit'],
    ['Junit', 'junit'],
    ['jsn', 'json'],
    ['jsonn', 'json'],
    ['consol', 'console'],
  ])('%s is meant to be %s', (typed, name) => {
    expect(nearestName(typed, names)).toBe(name);
  });

  it.each(['', 'x', 'sarif', 'html', 'j', 'x'.repeat(100_000)])('nothing is near %.10s', (typed) => {
    expect(nearestName(typed, names)).toBeUndefined();
  });
});
