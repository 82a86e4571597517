import { readFileSync, statSync } from 'node:fs';
import { Reader, type Response } from 'mmdb-lib';
import { CountryDatabaseError } from '../regions/country-database-error.js';
import { addressesOfRecords } from './addresses-of-records.js';

/** "The MaxMind DB file format specification": this marks the metadata, within the last 128 KiB. */
const METADATA_MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const METADATA_REACH = 128 * 1024;
const SEPARATOR = 16;
/** Nobody built a database before the format was there, and a date far ahead is no date. */
const EARLIEST = Date.UTC(2012, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const LONGEST_TYPE = 100;
const MOST_DECODED = 4_096;
/** City databases have some hundred megabytes; `readFileSync` ends at two gigabytes, and memory before that. */
const LARGEST = 1024 ** 3;

/** A MaxMind DB file, read whole. */
export interface Mmdb {
  readonly file: string;
  /** Of its metadata, e.g. `GeoLite2-Country`; may be empty. */
  readonly databaseType: string;
  /** Day it was built, `YYYY-MM-DD`, UTC. */
  readonly date: string;
  readonly ipVersion: 4 | 6;
  /** The record of an IP literal, `null` where there is none. `damaged`: it cannot be read. Never throws. */
  get(address: string): { readonly record: unknown; readonly prefix: number } | 'damaged';
  /** Reads every record, in some tenths of a second for a million networks, and gives an address whose record cannot be read; nothing where all can. */
  firstDamaged(): string | undefined;
}

/**
 * Opens a MaxMind DB (format 2.0). Checks what can be checked without reading every record: the format has no checksum. Throws
 * {@link CountryDatabaseError}. Nothing after that throws; damage that only one address meets is `damaged` there.
 */
export function openMmdb(file: string): Mmdb {
  const bytes = readBytes(file);
  const reader = openReader(file, bytes);
  const { databaseType, buildEpoch, nodeCount, nodeByteSize, recordSize } = reader.metadata;
  const ipVersion = reader.metadata.ipVersion === 4 ? 4 : 6;
  const get: Mmdb['get'] = (address) => {
    // A tree of IPv4 alone would be walked by an IPv6 address' first 32 bits.
    if (ipVersion === 4 && address.includes(':')) return { record: null, prefix: 0 };
    try {
      const [record, prefix] = reader.getWithPrefixLength(address);
      return { record, prefix };
    } catch (error) {
      if (error instanceof Error) return 'damaged';
      throw error;
    }
  };
  return {
    file,
    databaseType: typeof databaseType === 'string' ? databaseType.slice(0, LONGEST_TYPE) : '',
    date: buildEpoch.toISOString().slice(0, 10),
    ipVersion,
    get,
    firstDamaged: () => {
      const { records, endless } = addressesOfRecords({ bytes, nodeCount, nodeByteSize, recordSize, ipVersion });
      return endless[0] ?? records.find((address) => get(address) === 'damaged');
    },
  };
}

/**
 * What was decoded, by where it stands: networks of one country share a record. The first ones only, so that it stays small whatever a file holds.
 * `get` returns the same object for the same record; nobody may change it.
 */
function decodedOnce(): { get(key: string | number): unknown; set(key: string | number, value: unknown): void } {
  const values = new Map<string | number, unknown>();
  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      if (values.size < MOST_DECODED) values.set(key, value);
    },
  };
}

function readBytes(file: string): Buffer {
  try {
    // Asked first: reading a pipe waits for ever, and `/dev/zero` never ends.
    const stats = statSync(file);
    if (!stats.isFile()) throw new CountryDatabaseError(file, { kind: 'not-a-file', folder: stats.isDirectory() });
    if (stats.size === 0) throw new CountryDatabaseError(file, { kind: 'empty' });
    if (stats.size > LARGEST) throw new CountryDatabaseError(file, { kind: 'too-large', bytes: stats.size });
    return readFileSync(file);
  } catch (error) {
    if (error instanceof CountryDatabaseError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new CountryDatabaseError(file, code === 'ENOENT' ? { kind: 'missing' } : { kind: 'unreadable', code });
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
    reader = new Reader<Response>(bytes, { cache: decodedOnce() });
  } catch {
    // mmdb-lib throws plain errors and RangeErrors alike, and says no more than that it could not read.
    throw new CountryDatabaseError(file, { kind: 'corrupt' });
  }
  const { searchTreeSize, nodeCount, ipVersion, buildEpoch } = reader.metadata;
  const built = buildEpoch.getTime();
  const sane = nodeCount > 0 && (ipVersion === 4 || ipVersion === 6) && built >= EARLIEST && built < LATEST;
  if (!sane) throw new CountryDatabaseError(file, { kind: 'corrupt' });
  if (searchTreeSize + SEPARATOR > marker) throw new CountryDatabaseError(file, { kind: 'truncated' });
  const separator = bytes.subarray(searchTreeSize, searchTreeSize + SEPARATOR);
  if (separator.some((byte) => byte !== 0)) throw new CountryDatabaseError(file, { kind: 'corrupt' });
  return reader;
}
