import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installedDatabases } from '../../../rules/load/installed-databases.js';
import { removeDatabase } from '../../../rules/load/remove-database.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';

function homeWith(...names: readonly string[]): string {
  const home = temporaryFolder();
  mkdirSync(join(home, 'databases', 'instead'), { recursive: true });
  for (const name of names) writeFileSync(join(home, 'databases', name), 'broken or not');
  return home;
}

it('takes a database away by name, broken ones too', () => {
  const home = homeWith('a.mmdb', 'instead/a.mmdb', 'b.mmdb');
  expect(removeDatabase(home, 'a.mmdb')).toEqual([join(home, 'databases', 'a.mmdb'), join(home, 'databases', 'instead', 'a.mmdb')]);
  expect(removeDatabase(home, 'b')).toHaveLength(1);
  expect(installedDatabases(home)).toEqual([]);
});

it('says which there are', () => {
  expect(() => removeDatabase(homeWith('GeoLite2-Country.mmdb'), 'GeoLite2-Contry')).toThrow('did you mean `GeoLite2-Country`?');
  expect(() => removeDatabase(homeWith('a.mmdb'), 'zzzzzz')).toThrow('no database "zzzzzz" is installed: there are a');
  expect(() => removeDatabase(temporaryFolder(), 'a')).toThrow('no database "a" is installed: none is');
});

it('removes nothing outside its folder', () => {
  const home = homeWith('a.mmdb');
  writeFileSync(join(home, 'ca.mmdb'), 'mine');
  expect(() => removeDatabase(home, '../ca')).toThrow('is installed');
});
