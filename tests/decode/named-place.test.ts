import { expect, test } from 'vitest';
import { namedPlace } from '../../decode/named-place.js';
import { Source } from '../../decode/source.js';
import { RecordedLeaves } from './recorded-leaves.js';

const recorded = (most?: number) => new RecordedLeaves(Source.ofText(''), most);

test('each name is a segment and a key, indexes are segments alone', () => {
  const into = recorded();
  expect(namedPlace(into, 'a[0][ada@example.test][]', 3, 5)!.segments()).toEqual(['a', 0, 'ada@example.test']);
  expect(into.all.map(({ kind, value, start, end }) => [kind, value, start, end])).toEqual([
    ['key', 'a', 3, 5],
    ['key', 'ada@example.test', 3, 5],
  ]);
});

test('below another place', () => {
  const into = recorded();
  expect(namedPlace(into, 'b', 0, 1, into.root.child('query'))!.segments()).toEqual(['query', 'b']);
});

test('none once the budget is used up', () => {
  expect(namedPlace(recorded(1), 'a[b]', 0, 4)).toBeUndefined();
});
