import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBundledDatabase, openCountryDatabase } from '../../../rules/load/country-database.js';
import { whoisFile } from '../../../rules/load/open-database.js';
import { buildMmdb, networksOf } from '../../harness/build-mmdb.js';
import fc from '../../harness/fast-check.js';
import { folderForFile } from '../../harness/folder-for-file.js';

const folder = folderForFile();

describe('the bundled database', () => {
  const bundled = openCountryDatabase();

  it('says what it is', () => {
    expect(bundled.name).toBe('ip-location-db geo-whois-asn-country');
    expect(bundled.date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(bundled.origin).toBe('bundled');
    expect(openBundledDatabase().file.endsWith(whoisFile)).toBe(true);
  });

  it.each([
    ['8.8.8.8', 'US'],
    ['::ffff:8.8.8.8', 'US'],
    ['64:ff9b::808:808', 'US'],
    ['2001:4860:4860::8888', 'US'],
    ['133.11.0.1', 'JP'],
    ['114.114.114.114', 'CN'],
  ])('%s stands in %s', (address, country) => {
    expect(bundled.lookup(address)).toEqual({ country, anycast: false });
  });

  it.each(['10.0.0.1', '::1', '', 'localhost', '999.1.1.1', '1.2.3'])('knows nothing of %j', (address) => {
    expect(bundled.lookup(address)).toBeUndefined();
  });

  it('answers any text with a country or nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (address) => {
        const answer = bundled.lookup(address);
        expect(answer === undefined || (answer !== 'damaged' && /^[A-Z]{2}$/.test(answer.country ?? ''))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a user's own database", () => {
  it('is opened by its file', () => {
    const file = join(folder, 'own.mmdb');
    writeFileSync(file, buildMmdb(networksOf({ '203.0.112.0/24': { country_code: 'DE' } })));
    const database = openCountryDatabase(file);
    expect(database).toMatchObject({ name: 'Test-Country', date: '2026-06-17', file });
    expect(database.lookup('203.0.112.9')).toEqual({ country: 'DE', anycast: false });
  });

  it('must hold countries', () => {
    const file = join(folder, 'asn.mmdb');
    writeFileSync(file, buildMmdb(networksOf({ '8.8.8.0/24': { autonomous_system_number: 15_169 } }), 'GeoLite2-ASN'));
    expect(() => openCountryDatabase(file)).toThrow('its records hold no country (database type "GeoLite2-ASN")');
  });
});
