import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DataError } from '../../../rules/load/data-error.js';
import { installDatabase } from '../../../rules/load/install-database.js';
import { installedDatabases } from '../../../rules/load/installed-databases.js';
import { whoisFile } from '../../../rules/load/open-database.js';
import { CountryDatabaseError } from '../../../rules/regions/country-database-error.js';
import { buildMmdb, builtOn, type MmdbValue, networksOf } from '../../harness/build-mmdb.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';

function source(type = 'GeoLite2-Country', record: MmdbValue = { country: { iso_code: 'US' } }, name = 'x.mmdb', built = builtOn): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, buildMmdb(networksOf({ '9.0.0.0/8': record }), type, 6, { built }));
  return file;
}

const code = (index: number): string => String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26));

const listed = (home: string) => installedDatabases(home).map(({ name, instead }) => `${name}${instead ? ' instead' : ''}`);

describe('installDatabase', () => {
  it('copies it, whole, readable, into a folder of its own', () => {
    const home = temporaryFolder();
    const file = source();
    const { name, instead, replaced, database } = installDatabase(home, file);
    expect({ name, instead, replaced }).toEqual({ name: 'GeoLite2-Country', instead: false, replaced: undefined });
    expect(database.file).toBe(join(home, 'databases', 'GeoLite2-Country.mmdb'));
    expect(readFileSync(database.file)).toEqual(readFileSync(file));
    if (process.platform !== 'win32') expect(statSync(database.file).mode & 0o777 & ~0o022).toBe(0o644 & ~0o022);
    expect(readdirSync(join(home, 'databases'))).toEqual(['GeoLite2-Country.mmdb']);
  });

  it('replaces one of its name, and says of when that was', () => {
    const home = temporaryFolder();
    installDatabase(home, source());
    const { replaced, database } = installDatabase(
      home,
      source('GeoLite2-Country', { country: { iso_code: 'DE' } }, 'y.mmdb', builtOn + 86_400),
    );
    expect(replaced).toEqual({ date: '2026-06-17' });
    expect(database.date).toBe('2026-06-18');
    expect(database.countries?.lookup('9.1.1.1')).toMatchObject({ country: 'DE' });
    expect(listed(home)).toEqual(['GeoLite2-Country']);
  });

  it('replaces a damaged one', () => {
    const home = temporaryFolder();
    installDatabase(home, source());
    writeFileSync(join(home, 'databases', 'GeoLite2-Country.mmdb'), 'nothing');
    expect(installDatabase(home, source()).replaced).toEqual({ date: 'damaged' });
  });

  it('refuses one of which a record cannot be read, however deep, and leaves what was there', () => {
    const home = temporaryFolder();
    const records = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`${index + 20}.0.0.0/8`, { country: { iso_code: code(index) } }]),
    );
    const good = buildMmdb(networksOf(records), 'GeoLite2-Country', 6, { built: builtOn });
    const file = join(temporaryFolder(), 'x.mmdb');
    writeFileSync(file, good);
    installDatabase(home, file);
    const before = readFileSync(join(home, 'databases', 'GeoLite2-Country.mmdb'));
    const damaged = Buffer.from(good);
    // The type of the text becomes one that the format does not have, in one record of the two hundred.
    const at = damaged.indexOf(Buffer.from(code(150)));
    expect(damaged.lastIndexOf(Buffer.from(code(150)))).toBe(at);
    damaged[at - 1] = 0x1f;
    writeFileSync(file, damaged);
    expect(() => installDatabase(home, file)).toThrow(
      /x\.mmdb: it is damaged: what it says of 0:0:0:0:0:0:aa00:0 cannot be read: download it again/,
    );
    expect(readFileSync(join(home, 'databases', 'GeoLite2-Country.mmdb'))).toEqual(before);
    expect(readdirSync(join(home, 'databases'))).toEqual(['GeoLite2-Country.mmdb']);
  });

  it('stands in for the one that ships when it is a newer build of it, or told to', () => {
    const home = temporaryFolder();
    expect(installDatabase(home, source('country ipvAll', { country_code: 'US' }, whoisFile)).instead).toBe(true);
    expect(listed(home)).toEqual(['geo-whois-asn-country instead']);
    expect(installDatabase(home, source(), true).instead).toBe(true);
    // The same one cannot stand both beside and instead.
    expect(installDatabase(home, source(), false).instead).toBe(false);
    expect(listed(home)).toEqual(['GeoLite2-Country', 'geo-whois-asn-country instead']);
  });

  it('keeps beside it what knows networks alone', () => {
    const home = temporaryFolder();
    const asn = source('GeoLite2-ASN', { autonomous_system_number: 1 });
    expect(installDatabase(home, asn).name).toBe('GeoLite2-ASN');
    expect(() => installDatabase(home, asn, true)).toThrow('install it without --instead');
  });

  it('installs nothing that cannot be used', () => {
    const home = temporaryFolder();
    const broken = join(home, 'broken.mmdb');
    writeFileSync(broken, readFileSync(source()).subarray(0, 300));
    expect(() => installDatabase(home, broken)).toThrow(CountryDatabaseError);
    expect(existsSync(join(home, 'databases'))).toBe(false);
  });

  it('clears away what an update left behind that was killed, but not what one is writing', () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'databases'));
    const [old, fresh, other] = ['.GeoLite2-Country.0123456789ab.tmp', '.GeoLite2-ASN.ba9876543210.tmp', '.notes.tmp'].map((name) =>
      join(home, 'databases', name),
    ) as [string, string, string];
    for (const file of [old, fresh, other]) writeFileSync(file, 'half');
    const yesterday = Date.now() / 1_000 - 86_400;
    for (const file of [old, other]) utimesSync(file, yesterday, yesterday);
    expect(listed(home)).toEqual([]);
    installDatabase(home, source());
    expect([old, fresh, other].map((file) => existsSync(file))).toEqual([false, true, true]);
    expect(listed(home)).toEqual(['GeoLite2-Country']);
  });

  it('makes no path of what the file calls itself', () => {
    const home = temporaryFolder();
    expect(installDatabase(home, source('../../etc/passwd')).database.file).toBe(join(home, 'databases', 'etc-passwd.mmdb'));
    expect(readdirSync(home)).toEqual(['databases']);
  });

  it('says where it could not write', () => {
    const home = join(temporaryFolder(), 'file');
    writeFileSync(home, '');
    expect(() => installDatabase(home, source())).toThrow(DataError);
    expect(() => installDatabase(home, source())).toThrow('could not be written (ENOTDIR)');
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'leaves nothing half-written behind (root may write anywhere)',
    () => {
      const home = temporaryFolder();
      mkdirSync(join(home, 'databases'));
      chmodSync(join(home, 'databases'), 0o500);
      expect(() => installDatabase(home, source())).toThrow('EACCES');
      chmodSync(join(home, 'databases'), 0o700);
      expect(readdirSync(join(home, 'databases'))).toEqual([]);
    },
  );
});
