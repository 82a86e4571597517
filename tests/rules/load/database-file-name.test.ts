import { expect, it } from 'vitest';
import { databaseFileName } from '../../../rules/load/database-file-name.js';
import fc from '../../harness/fast-check.js';

it.each([
  ['GeoLite2-Country', 'GeoLite2-Country'],
  ['ipinfo generic_lite.mmdb', 'ipinfo-generic_lite.mmdb'],
  ['../../x', 'x'],
  ['..', 'database'],
  ['', 'database'],
  ['データ', 'database'],
])('%j is %s', (name, file) => {
  expect(databaseFileName(name)).toBe(file);
});

it('is one plain name, whatever it is made of', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(databaseFileName(name)).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/);
    }),
  );
});
