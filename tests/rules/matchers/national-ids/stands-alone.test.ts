import { describe, expect, it } from 'vitest';
import { followsGroup, isContinuation, standsAlone } from '../../../../rules/matchers/national-ids/stands-alone.js';

describe('isContinuation', () => {
  it.each([...'-.+$€£¥₹‑–−'])('after %s', (before) => expect(isContinuation(before.charCodeAt(0))).toBe(true));
  it.each([...' "\'=:/,;(>#番\n'])('not after %j', (before) => expect(isContinuation(before.charCodeAt(0))).toBe(false));
  it('not at the beginning of a text', () => expect(isContinuation(''.charCodeAt(-1))).toBe(false));
});

describe('standsAlone', () => {
  it.each(['', '.', '. Then', ' 12', '-', '- x', '"', '番', ',5', ' word'])('before %j', (after) => {
    expect(standsAlone(`123456789${after}`, 9, '999999999')).toBe(true);
  });
  it.each(['.5', '-1', '-x', '€', ' €', '$', '\u00a0€'])('not before %j', (after) => {
    expect(standsAlone(`123456789${after}`, 9, '999999999')).toBe(false);
  });
  it('not in groups before another group', () => {
    expect(standsAlone('123 45 6789 1', 11, '999 99 9999')).toBe(false);
    expect(standsAlone('123 45 6789 x', 11, '999 99 9999')).toBe(true);
  });
});

it('followsGroup: digits and one space', () => {
  expect(followsGroup('1 23', 2)).toBe(true);
  expect(followsGroup('1\u00a023', 2)).toBe(true);
  expect(followsGroup('a 23', 2)).toBe(false);
  expect(followsGroup('1,23', 2)).toBe(false);
  expect(followsGroup('23', 0)).toBe(false);
});
