import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listDatabases } from '../../session/list-databases.js';
import { buildMmdb, builtOn, networksOf } from '../harness/build-mmdb.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

const now = builtOn * 1_000;

it('lists what ships', () => {
  expect(listDatabases(temporaryFolder(), now)).toMatchObject([
    { name: 'ip-location-db geo-whois-asn-country', origin: 'bundled', state: 'used', knows: ['countries'], ageDays: 0 },
    { name: 'asn', origin: 'bundled', state: 'used', knows: ['systems'], date: expect.stringMatching(/^20\d\d-\d\d-\d\d$/) },
  ]);
});

it('lists installed ones, broken ones and what they stand in for', () => {
  const home = temporaryFolder();
  mkdirSync(join(home, 'databases', 'instead'), { recursive: true });
  const database = buildMmdb(networksOf({ '9.0.0.0/8': { country_code: 'US', asn: 'AS1' } }));
  writeFileSync(join(home, 'databases', 'instead', 'a.mmdb'), database);
  writeFileSync(join(home, 'databases', 'b.mmdb'), 'nothing');
  expect(listDatabases(home, now + 181 * 86_400_000)).toMatchObject([
    {
      name: 'a',
      state: 'used',
      instead: true,
      knows: ['countries', 'systems'],
      date: '2026-06-17',
      ageDays: 181,
      warning: expect.stringContaining('181 days ago'),
    },
    { name: 'b', state: { broken: expect.stringContaining('it is not a MaxMind DB') }, knows: [] },
    { origin: 'bundled', state: 'replaced' },
    { name: 'asn' },
  ]);
});
