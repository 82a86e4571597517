import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../rules/load/open-database.js';
import { CountryDatabaseError } from '../../../rules/regions/country-database-error.js';
import { buildMmdb, type MmdbValue, networksOf } from '../../harness/build-mmdb.js';
import fc from '../../harness/fast-check.js';
import { folderForFile } from '../../harness/folder-for-file.js';

const folder = folderForFile();

function written(bytes: Buffer, name = 'test.mmdb'): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const open = (records: Readonly<Record<string, MmdbValue>>, type = 'Test-Country', name?: string) =>
  openDatabase(written(buildMmdb(networksOf(records), type), name), 'ruleset');

describe('countries', () => {
  it.each<[string, MmdbValue]>([
    ['ip-location-db', { country_code: 'DE' }],
    ['MaxMind and DB-IP', { country: { iso_code: 'DE', geoname_id: 2_921_044 }, continent: { code: 'EU' } }],
    ['IPinfo today', { country: 'Germany', country_code: 'DE', asn: 'AS3320', as_name: 'Deutsche Telekom AG' }],
    ['IPinfo before', { country: 'DE', country_name: 'Germany' }],
    ['lower case', { country_code: 'de' }],
  ])('are read as %s has them', (_, record) => {
    const { countries } = open({ '203.0.112.0/24': record });
    expect(countries?.lookup('203.0.112.9')).toEqual({ country: 'DE', anycast: false });
    expect(countries?.lookup('::ffff:203.0.112.9')).toEqual({ country: 'DE', anycast: false });
    expect(countries?.lookup('203.0.111.9')).toBeUndefined();
    expect(countries?.lookup('no address')).toBeUndefined();
  });

  it.each<MmdbValue>([{ country_code: 'ZZ' }, { country_code: '' }, { country_code: 7 }, { country_code: 'DEU' }, { country_code: 'EU' }])(
    'are not read from %j',
    (record) => {
      expect(open({ '203.0.112.0/24': record }).countries?.lookup('203.0.112.9')).toBeUndefined();
    },
  );

  it('come with where the network is registered and whose users it has', () => {
    const { countries } = open({
      '81.2.69.0/24': {
        country: { iso_code: 'GB' },
        registered_country: { iso_code: 'US' },
        represented_country: { iso_code: 'US', type: 'military' },
      },
      '81.2.70.0/24': { registered_country: { iso_code: 'CN' } },
      '81.2.71.0/24': { country: { iso_code: 'US' }, traits: { is_anycast: true } },
    });
    expect(countries?.lookup('81.2.69.1')).toEqual({ country: 'GB', registered: 'US', represented: 'US', anycast: false });
    expect(countries?.lookup('81.2.70.1')).toEqual({ registered: 'CN', anycast: false });
    expect(countries?.lookup('81.2.71.1')).toEqual({ country: 'US', anycast: true });
  });
});

describe('autonomous systems', () => {
  it('are read from a database of theirs', () => {
    const database = open({ '8.8.8.0/24': { autonomous_system_number: 15_169, autonomous_system_organization: 'GOOGLE' } }, 'GeoLite2-ASN');
    expect(database.countries).toBeUndefined();
    expect(database.systems?.lookup('8.8.8.8')).toEqual({ asn: 15_169, organisation: 'GOOGLE', source: 'GeoLite2-ASN 2026-06-17' });
    expect(database.systems?.lookup('8.8.9.8')).toBeUndefined();
  });

  it('may stand beside countries', () => {
    const { countries, systems } = open(
      { '8.8.8.0/24': { country_code: 'US', asn: 'AS15169', as_name: 'Google LLC' } },
      'ipinfo generic_lite.mmdb',
    );
    expect(countries?.lookup('8.8.8.8')).toMatchObject({ country: 'US' });
    expect(systems?.lookup('8.8.8.8')).toMatchObject({ asn: 15_169, organisation: 'Google LLC' });
  });
});

describe('what a database is about', () => {
  it('is seen from its records, wherever its networks are', () => {
    expect(open({ 'fc00::/16': { country_code: 'DE' }, '223.255.255.255/32': { city: 'x' } }, 'Odd').countries).toBeDefined();
  });

  it('must be places', () => {
    const file = written(buildMmdb(networksOf({ '1.0.0.0/24': { is_anonymous: true } }), 'GeoIP2-Anonymous-IP'));
    expect(() => openDatabase(file, 'flag')).toThrow(CountryDatabaseError);
    expect(() => openDatabase(file, 'flag')).toThrow(
      'its records hold neither a country nor an autonomous system (database type "GeoIP2-Anonymous-IP")',
    );
  });

  it('is taken from its type when it is empty', () => {
    expect(open({}, 'My-ASN').systems).toBeDefined();
    expect(open({}, 'My-ASN').countries).toBeUndefined();
    expect(open({}, 'Mine').countries).toBeDefined();
  });
});

describe('the name', () => {
  it.each([
    ['GeoLite2-Country', 'x.mmdb', 'GeoLite2-Country'],
    ['country ipvAll', 'geo-whois-asn-country.mmdb', 'geo-whois-asn-country'],
    ['', 'mine.MMDB', 'mine'],
  ])('of type %j in %s is %s', (type, file, name) => {
    expect(open({ '8.8.8.0/24': { country_code: 'US' } }, type, file).name).toBe(name);
  });
});

describe('a damaged database', () => {
  const good = buildMmdb(networksOf({ '8.8.8.0/24': { country_code: 'US' }, '9.9.9.0/24': { country: { iso_code: 'CH' } } }));

  it('that cannot be read where it is tried first is refused', () => {
    const bytes = Buffer.from(good);
    bytes[bytes.indexOf('country_code') - 2] = 0;
    expect(() => openDatabase(written(bytes), 'installed')).toThrow('it is damaged: download it again');
  });

  it('never ends in anything but an error of ours, or answers that are countries', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = Buffer.from(good);
        for (const [index, value] of changes) bytes[index] = value;
        let opened: ReturnType<typeof openDatabase>;
        try {
          opened = openDatabase(written(bytes), 'ruleset');
        } catch (error) {
          expect(error).toBeInstanceOf(CountryDatabaseError);
          return;
        }
        for (const address of ['8.8.8.8', '9.9.9.9', '2001:db9::']) {
          const answer = opened.countries?.lookup(address);
          if (typeof answer === 'object') expect(answer.country ?? 'DE').toMatch(/^[A-Z]{2}$/);
        }
      }),
      { numRuns: 200 },
    );
  });
});
