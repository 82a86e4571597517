import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Reader, type Response } from 'mmdb-lib';
import { classifyAddress } from '../regions/classify-address.js';
import type { CountryDatabase } from '../regions/country-database.js';
import { CountryDatabaseError } from '../regions/country-database-error.js';

const PACKAGE = '@ip-location-db/geo-whois-asn-country-mmdb';
const BUNDLED_FILE = 'geo-whois-asn-country.mmdb';
const BUNDLED_NAME = 'ip-location-db geo-whois-asn-country';
/** "The MaxMind DB file format specification": this marks the metadata, within the last 128 KiB. */
const METADATA_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const METADATA_REACH = 128 * 1024;
const SEPARATOR = 16;
/** Looked up on opening, to see what the records are about. A small database of one's own may know none of them. */
const PROBES = ['8.8.8.8', '1.1.1.1', '9.9.9.9', '193.0.6.139', '133.11.0.1', '200.160.2.3', '196.216.2.1', '2001:4860:4860::8888'];

function bundledFile(): string {
  const require = createRequire(import.meta.url);
  try {
    return join(dirname(require.resolve(`${PACKAGE}/package.json`)), BUNDLED_FILE);
  } catch (error) {
    if (isCode(error, 'MODULE_NOT_FOUND')) throw new CountryDatabaseError(PACKAGE, { kind: 'not-installed' });
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (isCode(error, 'ENOENT')) throw new CountryDatabaseError(file, { kind: 'missing' });
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new CountryDatabaseError(file, { kind: 'unreadable', code });
  }
}

function openReader(file: string, bytes: Buffer): Reader<Response> {
  const marker = bytes.lastIndexOf(METADATA_MARKER);
  if (marker === -1) {
    // A download that broke off has lost its metadata, which stand at the end; its tree still begins with small numbers.
    throw new CountryDatabaseError(file, { kind: bytes.length > METADATA_REACH && bytes[0] === 0 ? 'truncated' : 'not-mmdb' });
  }
  let reader: Reader<Response>;
  try {
    reader = new Reader<Response>(bytes);
  } catch {
    // mmdb-lib throws plain errors and RangeErrors alike, and says no more than that it could not read.
    throw new CountryDatabaseError(file, { kind: 'corrupt' });
  }
  const { searchTreeSize, nodeCount, ipVersion, buildEpoch } = reader.metadata;
  const sane = nodeCount > 0 && (ipVersion === 4 || ipVersion === 6) && !Number.isNaN(buildEpoch.getTime());
  if (!sane) throw new CountryDatabaseError(file, { kind: 'corrupt' });
  if (searchTreeSize + SEPARATOR > marker) throw new CountryDatabaseError(file, { kind: 'truncated' });
  const separator = bytes.subarray(searchTreeSize, searchTreeSize + SEPARATOR);
  if (separator.some((byte) => byte !== 0)) throw new CountryDatabaseError(file, { kind: 'corrupt' });
  return reader;
}

/** `{country_code}` of ip-location-db, or `{country: {iso_code}}` of MaxMind and DB-IP. */
function countryOf(record: unknown): string | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const flat: unknown = 'country_code' in record ? record.country_code : undefined;
  const nested: unknown = 'country' in record ? record.country : undefined;
  const code = flat ?? (typeof nested === 'object' && nested !== null && 'iso_code' in nested ? nested.iso_code : nested);
  return typeof code === 'string' && /^[A-Za-z]{2}$/.test(code) && code.toUpperCase() !== 'ZZ' ? code.toUpperCase() : undefined;
}

/**
 * Opens a country database: an `.mmdb` file in the layout of ip-location-db, MaxMind or DB-IP, or, without a file, the one that
 * ships with us. Reads it whole (about 8 MB, some 10 ms). Throws `CountryDatabaseError` when it cannot be used.
 */
export function openCountryDatabase(file?: string): CountryDatabase {
  const path = file ?? bundledFile();
  const reader = openReader(path, readBytes(path));

  function read(address: string): { readonly record: unknown } | 'damaged' {
    try {
      return { record: reader.get(address) };
    } catch (error) {
      if (error instanceof Error) return 'damaged';
      throw error;
    }
  }

  function lookup(address: string): string | undefined {
    const classified = classifyAddress(address);
    if (classified.kind === 'not-an-address') return undefined;
    if (reader.metadata.ipVersion === 4 && classified.address.includes(':')) return undefined;
    const found = read(classified.address);
    // Damage that only this address's path through the tree meets: no answer, hence an unknown region, never a pass.
    return found === 'damaged' ? undefined : countryOf(found.record);
  }

  let holdsOther = false;
  let holdsCountries = false;
  for (const address of PROBES) {
    if (reader.metadata.ipVersion === 4 && address.includes(':')) continue;
    const found = read(address);
    if (found === 'damaged') throw new CountryDatabaseError(path, { kind: 'corrupt' });
    if (countryOf(found.record) !== undefined) holdsCountries = true;
    else if (found.record !== null) holdsOther = true;
  }
  if (holdsOther && !holdsCountries)
    throw new CountryDatabaseError(path, { kind: 'not-countries', databaseType: reader.metadata.databaseType });
  const name = file === undefined ? BUNDLED_NAME : reader.metadata.databaseType;
  return { name, date: reader.metadata.buildEpoch.toISOString().slice(0, 10), lookup };
}
