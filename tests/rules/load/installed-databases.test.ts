import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installedDatabases } from '../../../rules/load/installed-databases.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';

it('lists .mmdb files, those in place of the bundled one too, and nothing that is half-written', () => {
  const home = temporaryFolder();
  expect(installedDatabases(home)).toEqual([]);
  mkdirSync(join(home, 'databases', 'instead'), { recursive: true });
  for (const name of ['b.mmdb', '.a.123.tmp', '.c.mmdb', 'note.txt', 'instead/a.mmdb']) writeFileSync(join(home, 'databases', name), '');
  expect(installedDatabases(home)).toEqual([
    { name: 'a', file: join(home, 'databases', 'instead', 'a.mmdb'), instead: true },
    { name: 'b', file: join(home, 'databases', 'b.mmdb'), instead: false },
  ]);
});

it('has nothing where the folder is none', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'databases'), '');
  expect(installedDatabases(home)).toEqual([]);
});
