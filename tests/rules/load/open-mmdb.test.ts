import { spawnSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMmdb } from '../../../rules/load/open-mmdb.js';
import { CountryDatabaseError } from '../../../rules/regions/country-database-error.js';
import { buildMmdb, ipv4Bits, networksOf } from '../../harness/build-mmdb.js';
import fc from '../../harness/fast-check.js';
import { folderForFile } from '../../harness/folder-for-file.js';

const folder = folderForFile();
const good = buildMmdb(networksOf({ '8.8.8.0/24': { country_code: 'US' }, '2001:db8::/32': { country_code: 'JP' } }), 'Test-Country');

function written(bytes: Buffer): string {
  const file = join(folder, 'test.mmdb');
  writeFileSync(file, bytes);
  return file;
}

function problemOf(file: string): unknown {
  try {
    openMmdb(file);
  } catch (error) {
    if (error instanceof CountryDatabaseError) return error.problem;
    throw error;
  }
  return undefined;
}

describe('a MaxMind DB', () => {
  it.each([24, 28, 32] as const)('is read with records of %i bits', (recordSize) => {
    const networks = networksOf({
      '8.8.8.0/24': { country_code: 'US' },
      '9.0.0.0/8': { country_code: 'DE' },
      '2001:db8::/32': { country_code: 'JP' },
    });
    const database = openMmdb(written(buildMmdb(networks, 'Test-Country', 6, { recordSize })));
    expect(database).toMatchObject({ databaseType: 'Test-Country', date: '2026-06-17', ipVersion: 6 });
    expect(database.get('8.8.8.8')).toEqual({ record: { country_code: 'US' }, prefix: 24 });
    expect(database.get('9.255.0.1')).toEqual({ record: { country_code: 'DE' }, prefix: 8 });
    expect(database.get('2001:db8::1')).toEqual({ record: { country_code: 'JP' }, prefix: 32 });
    expect(database.get('7.7.7.7')).toMatchObject({ record: null });
  });

  it('of IPv4 alone knows no IPv6 address', () => {
    const database = openMmdb(written(buildMmdb([{ bits: ipv4Bits('8.8.8.0/24', false), record: { country_code: 'US' } }], 'V4', 4)));
    expect(database.get('8.8.8.8')).toMatchObject({ record: { country_code: 'US' } });
    // Its first 32 bits are those of 8.8.8.8.
    expect(database.get('808:808::1')).toEqual({ record: null, prefix: 0 });
  });
});

describe('a file that cannot be used', () => {
  it('is not there', () => {
    expect(problemOf(join(folder, 'none.mmdb'))).toEqual({ kind: 'missing' });
  });

  it('is a folder', () => {
    expect(problemOf(folder)).toEqual({ kind: 'not-a-file', folder: true });
  });

  it.skipIf(process.platform === 'win32')('is a device or a pipe, which is not waited for (Windows has no paths for them)', () => {
    expect(problemOf('/dev/zero')).toEqual({ kind: 'not-a-file', folder: false });
    const pipe = join(folder, 'pipe.mmdb');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    expect(problemOf(pipe)).toEqual({ kind: 'not-a-file', folder: false });
  });

  it('is empty', () => {
    expect(problemOf(written(Buffer.alloc(0)))).toEqual({ kind: 'empty' });
  });

  it('is larger than any', () => {
    const file = written(good);
    // A hole: nothing is written.
    truncateSync(file, 1024 ** 3 + 1);
    expect(problemOf(file)).toEqual({ kind: 'too-large', bytes: 1_073_741_825 });
  });

  it.each([
    ['a text', Buffer.from('country,from,to\n'.repeat(20_000))],
    ['cut in its tree', good.subarray(0, 100)],
  ])('is %s', (_, bytes) => {
    expect(problemOf(written(bytes))).toEqual({ kind: 'not-mmdb' });
  });

  it('is a download that broke off', () => {
    expect(problemOf(written(Buffer.concat([good.subarray(0, 600), Buffer.alloc(200_000)])))).toEqual({ kind: 'truncated' });
  });

  it('has lost a part of its tree', () => {
    expect(problemOf(written(good.subarray(200)))).toEqual({ kind: 'truncated' });
  });

  it('has broken metadata', () => {
    expect(problemOf(written(good.subarray(0, good.length - 40)))).toEqual({ kind: 'corrupt' });
    expect(problemOf(written(good.subarray(0, good.lastIndexOf('com') + 3)))).toEqual({ kind: 'corrupt' });
  });

  it.each([0, 4_294_967_296_000])('says that it was built at %i', (built) => {
    expect(problemOf(written(buildMmdb(networksOf({ '8.8.8.0/24': { country_code: 'US' } }), 'T', 6, { built })))).toEqual({
      kind: 'corrupt',
    });
  });

  it('has bytes between tree and records', () => {
    const bytes = Buffer.from(good);
    const separator = bytes.indexOf('country_code') - 2 - 16;
    bytes[separator + 3] = 1;
    expect(problemOf(written(bytes))).toEqual({ kind: 'corrupt' });
  });
});

describe('damage', () => {
  it('that one address meets is damaged there and nowhere else', () => {
    const bytes = Buffer.from(good);
    // The record's control byte becomes an unknown type.
    bytes[bytes.indexOf('country_code') - 2] = 0x00;
    const database = openMmdb(written(bytes));
    expect(database.get('8.8.8.8')).toBe('damaged');
    expect(database.get('2001:db8::1')).toMatchObject({ record: { country_code: 'JP' } });
  });

  it('of a record that points to itself is damaged, not endless', () => {
    const bytes = Buffer.from(good);
    const record = bytes.indexOf('country_code') - 2;
    // A pointer (type 1) of eleven bits to offset 0 of the records: to itself.
    bytes[record] = 0b0010_0000;
    bytes[record + 1] = 0;
    expect(openMmdb(written(bytes)).get('8.8.8.8')).toBe('damaged');
  });

  it('anywhere ends in an error of ours or in answers', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(good);
        for (const [index, value] of changes) bytes[index] = value;
        const file = written(bytes);
        if (problemOf(file) !== undefined) return;
        const database = openMmdb(file);
        expect(database.date).toMatch(/^20\d\d-\d\d-\d\d$/);
        for (const address of ['8.8.8.8', '2001:db8::1', '0.0.0.0', '255.255.255.255', 'ffff::']) database.get(address);
      }),
      { numRuns: 200 },
    );
  });

  it('by cutting off anywhere ends in an error of ours or in answers', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), (length) => {
        const file = written(good.subarray(0, length));
        expect(problemOf(file)).toMatchObject({ kind: expect.stringMatching(/^(?:empty|not-mmdb|truncated|corrupt)$/) });
      }),
      { numRuns: 150 },
    );
  });
});
