import { expect, it } from 'vitest';
import { createRunId, isRunId } from '../../record/run-id.js';

it('is the time in UTC and four random characters, and sorts by time', () => {
  const one = createRunId(new Date('2026-11-21T21:15:00.999Z'));
  expect(one).toMatch(/^20261121-211500-[0-9a-z]{4}$/);
  expect(createRunId(new Date('2026-11-21T21:15:01Z')) > one).toBe(true);
  expect(isRunId(one)).toBe(true);
  expect(isRunId(createRunId())).toBe(true);
});

it.each([
  '',
  'latest',
  '..',
  '20261121-211500-x7k',
  '20261121-211500-x7k2/..',
  '20261121-211500-X7K2',
  '20261121-211500-x7k2\n',
  '../20261121-211500-x7k2',
])('%j is none', (text) => {
  expect(isRunId(text)).toBe(false);
});
