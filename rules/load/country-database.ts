import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CountryDatabase } from '../regions/country-database.js';
import { CountryDatabaseError } from '../regions/country-database-error.js';
import { type GeoDatabase, openDatabase, whoisFile } from './open-database.js';

const PACKAGE = '@ip-location-db/geo-whois-asn-country-mmdb';
const BUNDLED_NAME = 'ip-location-db geo-whois-asn-country';

/** Where the package has it. Throws {@link CountryDatabaseError} when it is not installed. */
function bundledPath(): string {
  const require = createRequire(import.meta.url);
  try {
    return join(dirname(require.resolve(`${PACKAGE}/package.json`)), whoisFile);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')
      throw new CountryDatabaseError(PACKAGE, { kind: 'not-installed' });
    throw error;
  }
}

/** Opens the country database that ships with us. Throws {@link CountryDatabaseError} when it cannot be used. */
export function openBundledDatabase(): GeoDatabase {
  return openDatabase(bundledPath(), 'bundled', BUNDLED_NAME);
}

/**
 * Opens a country database: an `.mmdb` file in the layout of ip-location-db, MaxMind, DB-IP or IPinfo, or, without a file, the one that ships with
 * us. Reads it whole (about 8 MB, some 10 ms). Throws `CountryDatabaseError` when it cannot be used.
 */
export function openCountryDatabase(file?: string): CountryDatabase {
  const { countries, name } = file === undefined ? openBundledDatabase() : openDatabase(file, 'ruleset');
  if (countries === undefined) throw new CountryDatabaseError(file ?? PACKAGE, { kind: 'not-countries', databaseType: name });
  return countries;
}
