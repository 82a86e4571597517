import { expect, it } from 'vitest';
import { ageWarning, databaseAge, oldAfterDays } from '../../../rules/regions/database-age.js';

const day = 86_400_000;
const built = Date.UTC(2026, 5, 17);

it.each([
  ['2026-06-17', 0, 0],
  ['2026-06-17', day - 1, 0],
  ['2026-06-17', 30 * day, 30],
  ['2026-06-17', -day, 0],
  ['no date', 0, 0],
])('%s is, after %i ms, %i days old', (date, after, days) => {
  expect(databaseAge(date, built + after)).toBe(days);
});

it('warns from the day after the limit on, with what to do', () => {
  const database = { name: 'GeoLite2-Country', date: '2026-06-17' };
  expect(ageWarning(database, built + oldAfterDays * day)).toBeUndefined();
  expect(ageWarning(database, built + (oldAfterDays + 1) * day)).toBe(
    'GeoLite2-Country is of 2026-06-17, 181 days ago: addresses have moved since. Put a newer one in its place with plainsight data update FILE',
  );
});
