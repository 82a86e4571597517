import { expect, it } from 'vitest';
import { bySize } from '../../../report/refusals/by-size.js';

it('puts the most frequent first, and equal ones by name', () => {
  const counted: [string, number][] = [
    ['b', 1],
    ['c', 9],
    ['a', 1],
    ['a', 1],
  ];
  expect(counted.sort(bySize).map(([name]) => name)).toEqual(['c', 'a', 'a', 'b']);
});
