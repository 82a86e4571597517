import { expect, it } from 'vitest';
import { CountryDatabaseError } from '../../../rules/regions/country-database-error.js';

it.each([
  [{ kind: 'missing' }, /no such file/],
  [{ kind: 'not-installed' }, /not installed/],
  [{ kind: 'unreadable', code: 'EACCES' }, /EACCES/],
  [{ kind: 'not-mmdb' }, /not a MaxMind DB/],
  [{ kind: 'truncated' }, /truncated/],
  [{ kind: 'corrupt' }, /damaged/],
  [{ kind: 'not-countries', databaseType: 'GeoLite2-ASN' }, /"GeoLite2-ASN"/],
] as const)('%j names the file and the cause', (problem, message) => {
  const error = new CountryDatabaseError('a.mmdb', problem);
  expect(error.problem).toEqual(problem);
  expect(error.message).toMatch(/^country database a\.mmdb: /);
  expect(error.message).toMatch(message);
});
