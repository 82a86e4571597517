import { expect, test } from 'vitest';
import { eachPair } from '../../decode/pairs.js';

function pairs(text: string, start = 0, end = text.length, separator?: string): string[] {
  const found: string[] = [];
  eachPair(text, start, end, (from, equals, to) => found.push(`${text.slice(from, equals)}:${text.slice(equals + 1, to)}`) > 0, separator);
  return found;
}

test('names and values', () => {
  expect(pairs('a=b&c&&d==e&=f&')).toEqual(['a:b', 'c:', 'd:=e', ':f']);
  expect(pairs('a=b;c=d', 0, 7, ';')).toEqual(['a:b', 'c:d']);
  expect(pairs('')).toEqual([]);
});

test('only between two positions', () => {
  expect(pairs('x?a=b&c#d=e&f', 2, 7)).toEqual(['a:b', 'c:']);
});

test('ends when told so', () => {
  let count = 0;
  expect(eachPair('a&b&c', 0, 5, () => ++count < 2)).toBe(false);
  expect(count).toBe(2);
});
