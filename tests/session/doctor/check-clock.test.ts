import { expect, it } from 'vitest';
import { checkClock } from '../../../session/doctor/check-clock.js';

const at = (date: string, made: string | undefined = '2026-06-17') => checkClock(Date.parse(date), made).state;

it('finds a clock wrong that shows a time before the data was made', () => {
  expect(at('2026-06-17T00:00:00Z')).toBe('ok');
  expect(at('2026-06-16T00:00:00Z')).toBe('ok');
  expect(at('2026-06-15T23:59:59Z')).toBe('problem');
  expect(at('1970-01-01T00:00:10Z')).toBe('problem');
});

it('warns of one that shows a time years after', () => {
  expect(at('2031-06-15T00:00:00Z')).toBe('ok');
  expect(at('2031-06-17T00:00:00Z')).toBe('warning');
});

it('says so where there is nothing to compare with, or no time at all', () => {
  expect(checkClock(Date.UTC(2026, 10, 26), undefined).state).toBe('note');
  expect(at('2026-11-26T00:00:00Z', 'not a date')).toBe('note');
  expect(checkClock(Number.NaN, '2026-06-17').state).toBe('problem');
});
