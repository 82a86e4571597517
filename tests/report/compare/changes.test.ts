import { expect, it } from 'vitest';
import { changesBetween, setDifference } from '../../../report/compare/changes.js';

it('tells what appeared, went away, changed and stayed, in the order of the runs', () => {
  const before = new Map([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  const after = new Map([
    ['d', 4],
    ['c', 3],
    ['b', 5],
  ]);
  expect(changesBetween(before, after, (then, now) => (then === now ? [] : [`${then} → ${now}`]))).toEqual({
    appeared: [4],
    wentAway: [1],
    changed: [{ before: 2, after: 5, what: ['2 → 5'] }],
    same: 1,
  });
  expect(changesBetween(new Map(), new Map(), () => [])).toEqual({ appeared: [], wentAway: [], changed: [], same: 0 });
});

it('shows how sets of names differ, and not more than fits', () => {
  expect(setDifference('hosts', ['a', 'b'], ['b', 'c'])).toEqual(['hosts: +c, -a']);
  expect(setDifference('hosts', ['a', 'b'], ['b', 'a'])).toEqual([]);
  expect(setDifference('hosts', [], ['a', 'b', 'c', 'd'], 2)).toEqual(['hosts: +a, +b and 2 more']);
});
