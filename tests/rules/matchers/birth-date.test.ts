import { describe, expect, it } from 'vitest';
import fc from '../../harness/fast-check.js';
import { foundIn, matchesIn } from './found-in.js';

describe('birth-date finds under its name', () => {
  it.each([
    ['1990-04-01', '1990-04-01'],
    ['1990-4-1', '1990-04-01'],
    ['1990-04-01T00:00:00.000Z', '1990-04-01'],
    ['1990-04-01 00:00:00', '1990-04-01'],
    ['1990/04/01', '1990-04-01'],
    ['19900401', '1990-04-01'],
    ['1.4.1990', '1990-04-01'],
    ['25/12/1990', '1990-12-25'],
    ['12/25/1990', '1990-12-25'],
    ['03/04/1990', '03/04/1990'],
    ['05/05/1990', '1990-05-05'],
    ['1990年4月1日', '1990-04-01'],
    ['1990년 4월 1일', '1990-04-01'],
    ['平成2年4月1日', '1990-04-01'],
    ['昭和55年12月31日', '1980-12-31'],
    ['令和元年5月1日', '2019-05-01'],
    ['S55.12.31', '1980-12-31'],
    ['1 April 1990', '1990-04-01'],
    ['April 1, 1990', '1990-04-01'],
    [' 1990-04-01 ', '1990-04-01'],
  ])('%j', (text, value) => {
    expect(foundIn('birth-date', text, { name: 'birthday' })).toEqual([value]);
    expect(matchesIn('birth-date', text, { name: 'dob' })[0]?.recognisedAs).toBe('pattern');
  });

  it.each([
    'birthday',
    'DOB',
    'date_of_birth',
    'user[birthDate]',
    'geburtstag',
    'Geburtsdatum',
    'date_naissance',
    '生年月日',
    '生日',
    '誕生日',
    'shengri',
    'chusheng_riqi',
  ])('%s', (name) => {
    expect(foundIn('birth-date', '1990-04-01', { name })).toEqual(['1990-04-01']);
  });

  it.each([
    ['638928000', 'birthday', '1990-04-01'],
    ['638928000000', 'birth_date', '1990-04-01'],
    ['-315619200000', 'birthday', '1960-01-01'],
    ['04-01', 'birthday', '04-01'],
    ['1990', 'birth_year', '1990'],
  ])('%j under %s by name only', (text, name, value) => {
    expect(matchesIn('birth-date', text, { name })).toEqual([{ start: 0, end: text.length, value, recognisedAs: 'name' }]);
  });

  it('every day of the last hundred years, however it is written', () => {
    const date = fc.date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, (day) => {
        const iso = day.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = iso.split('-');
        for (const text of [iso, `${year}${month}${dayOfMonth}`, `${dayOfMonth}.${month}.${year}`, `${year}年${month}月${dayOfMonth}日`]) {
          expect(foundIn('birth-date', text, { name: 'dob' })).toEqual([iso]);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('birth-date does not find', () => {
  it.each([
    ['1990-04-01', 'date'],
    ['1990-04-01', 'created_at'],
    ['1990-04-01', 'birthday_updated'],
    ['1990-04-01', undefined],
    ['1990-02-30', 'birthday'],
    ['1990-13-01', 'birthday'],
    ['2990-04-01', 'birthday'],
    ['1790-04-01', 'birthday'],
    ['1990', 'birthday'],
    ['true', 'birthday'],
    ['5', 'birthday'],
    ['born 1990-04-01 in Example', 'birthday'],
    ['1234567890', 'birthday'],
    ['Example City', 'birth_place'],
    ['0000-00-00', 'dob'],
    ['', 'dob'],
  ])('%j under %s', (text, name) => {
    expect(foundIn('birth-date', text, name === undefined ? {} : { name })).toEqual([]);
  });
});
