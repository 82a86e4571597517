import { describe, expect, it } from 'vitest';
import { isBirthDate, isDayOfMonth, latestBirthYear, yearsSince } from '../../../../rules/matchers/national-ids/birth-date.js';

describe('isDayOfMonth', () => {
  it.each([
    [1, 31],
    [2, 29],
    [4, 30],
    [12, 1],
  ])('%i has day %i', (month, day) => expect(isDayOfMonth(month, day)).toBe(true));

  it.each([
    [0, 1],
    [13, 1],
    [2, 30],
    [4, 31],
    [1, 0],
    [1, 32],
    [Number.NaN, 1],
    [1, Number.NaN],
  ])('%i has no day %i', (month, day) => expect(isDayOfMonth(month, day)).toBe(false));
});

describe('isBirthDate', () => {
  it.each([
    [1985, 7, 30],
    [2000, 2, 29],
    [1996, 2, 29],
    [1949, 12, 31],
  ])('%i-%i-%i', (year, month, day) => expect(isBirthDate(year, month, day)).toBe(true));

  it.each([
    [1985, 2, 29],
    [1880, 1, 1],
    [1985, 13, 1],
    [Number.NaN, 1, 1],
    [2999, 1, 1],
  ])('not %i-%i-%i', (year, month, day) => expect(isBirthDate(year, month, day)).toBe(false));

  it('not the day after tomorrow, but today', () => {
    const dayAfterTomorrow = new Date(Date.now() + 2 * 86_400_000);
    expect(isBirthDate(dayAfterTomorrow.getUTCFullYear(), dayAfterTomorrow.getUTCMonth() + 1, dayAfterTomorrow.getUTCDate())).toBe(false);
    const today = new Date();
    expect(isBirthDate(today.getUTCFullYear(), today.getUTCMonth() + 1, today.getUTCDate())).toBe(true);
  });
});

describe('latestBirthYear', () => {
  it('takes the last century for years to come, and knows leap years', () => {
    expect(latestBirthYear(99, 12, 31)).toBe(1999);
    expect(latestBirthYear(0, 2, 29)).toBe(2000);
    expect(latestBirthYear(85, 2, 29)).toBeUndefined();
    expect(latestBirthYear(85, 13, 1)).toBeUndefined();
  });
});

it('yearsSince counts from the year to the present one', () => {
  expect(yearsSince(new Date().getUTCFullYear())).toBe(0);
  expect(yearsSince(1985) - yearsSince(2000)).toBe(15);
});
