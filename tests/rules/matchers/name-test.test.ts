import { describe, expect, it } from 'vitest';
import { nameTest } from '../../../rules/matchers/name-test.js';
import fc from '../../harness/fast-check.js';

const isBirth = nameTest({ says: 'dob birthdate dateofbirth', unless: 'hash placeof', foreign: '生年月日 생일' });

describe('nameTest', () => {
  it.each([
    'dob',
    'DOB',
    'userDob',
    'birth_date',
    'BirthDate',
    'birth-date',
    'date_of_birth',
    'user[date_of_birth]',
    'ユーザーの生年月日',
    '생일',
  ])('says yes to %s', (name) => {
    expect(isBirth(name)).toBe(true);
  });

  it.each(['', undefined, 'dobs', 'adob', 'birth', 'date', 'birth_the_date', 'dob_hash', 'place_of_dob', 'дата', '年月日'])(
    'says no to %s',
    (name) => {
      expect(isBirth(name)).toBe(false);
    },
  );

  it('gives the same answer again, however many names there were in between', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const first = isBirth(name);
        expect(isBirth(name)).toBe(first);
        expect(nameTest({ says: 'dob birthdate dateofbirth', unless: 'hash placeof', foreign: '生年月日 생일' })(name)).toBe(first);
      }),
      { numRuns: 200 },
    );
    for (let index = 0; index < 5_000; index++) expect(isBirth(`name${index}`)).toBe(false);
    expect(isBirth('dob')).toBe(true);
  });
});
