import { expect, it } from 'vitest';
import { nameWords } from '../../../rules/matchers/name-words.js';

it.each([
  ['userPhoneNumber', ['user', 'phone', 'number']],
  ['user-phone_number', ['user', 'phone', 'number']],
  ['X-MSISDN', ['x', 'msisdn']],
  ['userID', ['user', 'id']],
  ['IDFAValue', ['idfa', 'value']],
  ['sha256Hash', ['sha', '256', 'hash']],
  ['電話', []],
  ['', []],
])('%j', (name, words) => {
  expect(nameWords(name)).toEqual(words);
});

it('reads no more than a name holds', () => {
  expect(nameWords('aB'.repeat(1_000)).length).toBeLessThan(130);
});
