import { expect, it } from 'vitest';
import { CountryDatabaseError } from '../../../rules/regions/country-database-error.js';

it.each([
  [{ kind: 'missing' }, /no such file/],
  [{ kind: 'not-installed' }, /not installed/],
  [{ kind: 'unreadable', code: 'EACCES' }, /EACCES/],
  [{ kind: 'not-a-file', folder: true }, /it is a folder: name the \.mmdb file itself$/],
  [{ kind: 'not-a-file', folder: false }, /it is no ordinary file: name the \.mmdb file itself$/],
  [{ kind: 'empty' }, /it is empty: download it again$/],
  [{ kind: 'too-large', bytes: 2_000_000_000 }, /it has 2000000000 bytes/],
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

it('shows a name that is empty', () => {
  expect(new CountryDatabaseError('', { kind: 'missing' }).message).toBe('country database "": there is no such file');
});
