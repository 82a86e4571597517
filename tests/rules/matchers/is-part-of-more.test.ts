import { describe, expect, it } from 'vitest';
import { isPartOfMore } from '../../../rules/matchers/is-part-of-more.js';

const check = (before: string, after: string) => isPartOfMore(`${before}123${after}`, before.length, before.length + 3);

describe('isPartOfMore', () => {
  it.each([
    ['a', ''],
    ['1', ''],
    ['.', ''],
    ['_', ''],
    ['a-', ''],
    ['', 'a'],
    ['', '4'],
    ['', '_'],
    ['', '.5'],
    ['', '-x'],
  ])('says yes between %j and %j', (before, after) => {
    expect(check(before, after)).toBe(true);
  });

  it.each([
    ['', ''],
    [' ', ' '],
    ['"', '"'],
    ['=', '&'],
    [' -', ''],
    ['', '.'],
    ['', '. And'],
    ['', '-'],
    ['(', ')'],
  ])('says no between %j and %j', (before, after) => {
    expect(check(before, after)).toBe(false);
  });
});
