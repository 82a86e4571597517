import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCountryDatabase } from '../../../rules/load/country-database.js';
import { CountryDatabaseError } from '../../../rules/regions/country-database-error.js';
import { buildMmdb, ipv4Bits, type MmdbValue } from './build-mmdb.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plainsight-mmdb-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function written(bytes: Buffer): string {
  const file = join(folder, 'test.mmdb');
  writeFileSync(file, bytes);
  return file;
}

function problemOf(file: string): unknown {
  try {
    openCountryDatabase(file);
  } catch (error) {
    if (error instanceof CountryDatabaseError) return error.problem;
    throw error;
  }
  return undefined;
}

describe('the bundled database', () => {
  const bundled = openCountryDatabase();

  it('says what it is', () => {
    expect(bundled.name).toBe('ip-location-db geo-whois-asn-country');
    expect(bundled.date).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it.each([
    ['8.8.8.8', 'US'],
    ['::ffff:8.8.8.8', 'US'],
    ['64:ff9b::808:808', 'US'],
    ['2001:4860:4860::8888', 'US'],
    ['133.11.0.1', 'JP'],
    ['114.114.114.114', 'CN'],
  ])('%s stands in %s', (address, country) => {
    expect(bundled.lookup(address)).toBe(country);
  });

  it.each(['10.0.0.1', '::1', '', 'localhost', '999.1.1.1', '1.2.3'])('knows nothing of %j', (address) => {
    expect(bundled.lookup(address)).toBeUndefined();
  });

  it('answers any text with a country or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (address) => {
        expect(bundled.lookup(address) ?? 'XX').toMatch(/^[A-Z]{2}$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a user's own database", () => {
  it.each([
    ['country_code', { country_code: 'DE' }],
    ['country.iso_code', { country: { iso_code: 'DE' }, continent: { code: 'EU' } }],
    ['country', { country: 'DE' }],
    ['lower case', { country_code: 'de' }],
  ])('may hold %s', (_, record) => {
    const database = openCountryDatabase(written(buildMmdb([{ bits: ipv4Bits('203.0.112.0/24'), record }])));
    expect(database.lookup('203.0.112.9')).toBe('DE');
    expect(database.lookup('203.0.111.9')).toBeUndefined();
    expect(database).toMatchObject({ name: 'Test-Country', date: '2026-06-17' });
  });

  it.each<MmdbValue>([{ country_code: 'ZZ' }, { country_code: '' }, { country_code: 7 }, { country_code: 'DEU' }, { asn: 1 }])(
    'gives nothing for %j',
    (record) => {
      const database = openCountryDatabase(written(buildMmdb([{ bits: ipv4Bits('203.0.112.0/24'), record }])));
      expect(database.lookup('203.0.112.9')).toBeUndefined();
    },
  );

  it('may hold IPv4 only', () => {
    const database = openCountryDatabase(
      written(buildMmdb([{ bits: ipv4Bits('8.8.8.0/24', false), record: { country_code: 'US' } }], 'V4', 4)),
    );
    expect(database.lookup('8.8.8.8')).toBe('US');
    expect(database.lookup('2001:4860:4860::8888')).toBeUndefined();
  });
});

describe('a database that cannot be used', () => {
  const good = buildMmdb([{ bits: ipv4Bits('8.8.8.0/24'), record: { country_code: 'US' } }]);

  it('is not there', () => {
    expect(problemOf(join(folder, 'none.mmdb'))).toEqual({ kind: 'missing' });
  });

  it('is a folder', () => {
    expect(problemOf(folder)).toEqual({ kind: 'unreadable', code: 'EISDIR' });
  });

  it.each([
    ['empty', Buffer.alloc(0)],
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

  it('has bytes between tree and records', () => {
    const bytes = Buffer.from(good);
    const separator = bytes.indexOf('country_code') - 2 - 16;
    bytes[separator + 3] = 1;
    expect(problemOf(written(bytes))).toEqual({ kind: 'corrupt' });
  });

  it('is about something else', () => {
    const asn = buildMmdb([{ bits: ipv4Bits('8.8.8.0/24'), record: { autonomous_system_number: 15_169 } }], 'GeoLite2-ASN');
    expect(problemOf(written(asn))).toEqual({ kind: 'not-countries', databaseType: 'GeoLite2-ASN' });
  });

  it('never ends in anything but a CountryDatabaseError or a database that answers', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(good);
        for (const [index, value] of changes) bytes[index] = value;
        const file = written(bytes);
        if (problemOf(file) === undefined) openCountryDatabase(file).lookup('8.8.8.8');
      }),
      { numRuns: 150 },
    );
  });
});
