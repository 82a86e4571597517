import { expect, test } from 'vitest';
import { headerLeaves } from '../../decode/header-leaves.js';
import { Source } from '../../decode/source.js';
import { RecordedLeaves } from './recorded-leaves.js';

test('headers by lower-case name, cookies by theirs', () => {
  const source = Source.ofText('');
  const into = new RecordedLeaves(source);
  const headers = ['X-User', 'ada 漢', 'Cookie', 'a=b; uid=u-77', 'X-User', ''];
  expect(headerLeaves(source, into, into.root.child('headers'), headers, 2, 9)).toBe(true);
  expect(into.lines).toEqual(['headers/x-user = ada 漢', 'headers/cookie/a = b', 'headers/cookie/uid = u-77']);
  expect(into.keys).toEqual(['a', 'uid']);
  expect(into.all.every(({ start, end }) => start === 2 && end === 9)).toBe(true);
});

test('a name that may be a value is a key', () => {
  const source = Source.ofText('');
  const into = new RecordedLeaves(source);
  headerLeaves(source, into, into.root, ['X-1848314487', 'a'], 0, 0);
  expect(into.keys).toEqual(['x-1848314487']);
});

test('those of bytes are UTF-8', () => {
  const source = Source.ofBytes(Buffer.from('X: é漢'));
  const into = new RecordedLeaves(source);
  headerLeaves(source, into, into.root, ['X', source.units.slice(3)], 0, 8);
  expect(into.lines).toEqual(['x = é漢']);
});

test('says stop when the leaves do', () => {
  const source = Source.ofText('');
  for (let most = 1; most <= 3; most += 1) {
    const into = new RecordedLeaves(source, most);
    expect(headerLeaves(source, into, into.root, ['A', 'b', 'Cookie', 'c=d'], 0, 0)).toBe(false);
    expect(into.all).toHaveLength(most);
  }
});
