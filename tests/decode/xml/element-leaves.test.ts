import { expect, test } from 'vitest';
import { Source } from '../../../decode/source.js';
import { ElementLeaves } from '../../../decode/xml/element-leaves.js';
import { RecordedLeaves } from '../recorded-leaves.js';

test('text and comments stand at their element, attributes below it', () => {
  const into = new RecordedLeaves(Source.ofText(''));
  const leaves = new ElementLeaves(into);
  leaves.open('a', 0, 0);
  leaves.attribute('b', '1', 0, 0);
  leaves.open('c', 0, 0);
  leaves.text('2', 0, 0);
  leaves.close();
  leaves.aside('3', 0, 0);
  leaves.open('c', 0, 0);
  leaves.text('4', 0, 0);
  leaves.close();
  leaves.close();
  leaves.close();
  leaves.text('5', 0, 0);
  expect(into.lines).toEqual(['a/b = 1', 'a/c = 2', 'a = 3', 'a/c = 4', ' = 5']);
  expect(into.keys).toEqual(['a', 'b', 'c']);
});

test('says stop when the leaves do', () => {
  const leaves = new ElementLeaves(new RecordedLeaves(Source.ofText(''), 1));
  expect([leaves.open('a', 0, 0), leaves.attribute('b', '1', 0, 0), leaves.text('c', 0, 0), leaves.aside('d', 0, 0)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
