import { expect, it } from 'vitest';
import { rawPairs } from '../../../proxy/capture/raw-pairs.js';

it.each<[readonly string[], [string, string][]]>([
  [[], []],
  [
    ['A', '1', 'a', '', 'A', '1'],
    [
      ['A', '1'],
      ['a', ''],
      ['A', '1'],
    ],
  ],
  [['A', '1', 'a name without a value'], [['A', '1']]],
])('%j', (raw, pairs) => {
  expect(rawPairs(raw)).toEqual(pairs);
});
