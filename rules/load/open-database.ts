import { basename } from 'node:path';
import { countryAnswerOf, subjectsOf, systemAnswerOf } from '../regions/answer-of-record.js';
import type { AsnTable } from '../regions/asn-table.js';
import { classifyAddress } from '../regions/classify-address.js';
import type { CountryAnswer, CountryDatabase, DatabaseOrigin } from '../regions/country-database.js';
import { CountryDatabaseError } from '../regions/country-database-error.js';
import { withoutPlaceholders } from '../regions/registry-placeholders.js';
import { openMmdb } from './open-mmdb.js';
import { sampleRecords } from './sample-records.js';

/** A database file that was opened. It knows countries, autonomous systems, or both. */
export interface GeoDatabase {
  /** Its type where that says something, else its file's name: `GeoLite2-Country`. */
  readonly name: string;
  /** Day it was built, `YYYY-MM-DD`, UTC. */
  readonly date: string;
  readonly file: string;
  readonly origin: DatabaseOrigin;
  /** It stands in for the one that ships. */
  readonly instead?: true;
  readonly countries?: CountryDatabase;
  readonly systems?: AsnTable;
}

/** File name of the database that ships with us, which newer builds of it have, too. It is made of the registries' records. */
export const whoisFile = 'geo-whois-asn-country.mmdb';
const SAMPLES = 64;

/**
 * Opens an `.mmdb` file: countries in the layout of ip-location-db, MaxMind, DB-IP or IPinfo, autonomous systems likewise. Reads it whole. `name` is
 * given for the one that ships with us. Throws {@link CountryDatabaseError} when it cannot be used, or is about something else.
 */
export function openDatabase(file: string, origin: DatabaseOrigin, name?: string): GeoDatabase {
  const database = openMmdb(file);
  const { date, databaseType } = database;
  const records = sampleRecords(database, SAMPLES);
  if (records === 'damaged') throw new CountryDatabaseError(file, { kind: 'corrupt' });
  const subjects = records.map(subjectsOf);
  const holdsCountries = subjects.some((subject) => subject.countries);
  const holdsSystems = subjects.some((subject) => subject.systems);
  if (records.length > 0 && !holdsCountries && !holdsSystems) throw new CountryDatabaseError(file, { kind: 'not-places', databaseType });
  const shown = name ?? nameOf(file, databaseType);

  const recordOf = (address: string): unknown => {
    // Of the finder it comes unwrapped, of others perhaps not.
    const classified = classifyAddress(address);
    if (classified.kind === 'not-an-address') return null;
    const found = database.get(classified.address);
    return found === 'damaged' ? found : found.record;
  };
  const answers = new WeakMap<object, CountryAnswer>();
  /** Records are read once and shared, so what they say is, too. */
  const answerOf = (record: unknown): CountryAnswer | undefined => {
    if (typeof record !== 'object' || record === null) return undefined;
    const known = answers.get(record);
    if (known !== undefined) return known;
    const answer = countryAnswerOf(record);
    if (answer !== undefined) answers.set(record, answer);
    return answer;
  };
  const asRead: CountryDatabase = {
    name: shown,
    date,
    file,
    origin,
    lookup: (address) => {
      const record = recordOf(address);
      return record === 'damaged' ? 'damaged' : answerOf(record);
    },
  };
  const countries = basename(file) === whoisFile ? withoutPlaceholders(asRead) : asRead;
  const source = `${shown} ${date}`;
  const systems: AsnTable = {
    source,
    lookup: (address) => {
      const answer = systemAnswerOf(recordOf(address));
      return answer === undefined ? undefined : { ...answer, source };
    },
  };
  // One without any record says nothing of what it is about: its type may.
  const aboutSystems = holdsSystems || (records.length === 0 && /asn/i.test(databaseType));
  return {
    name: shown,
    date,
    file,
    origin,
    ...(holdsCountries || !aboutSystems ? { countries } : {}),
    ...(aboutSystems ? { systems } : {}),
  };
}

/** All country databases of ip-location-db have the type `country ipvAll`, `country ipv4` …: their files' names tell them apart. */
function nameOf(file: string, databaseType: string): string {
  const type = databaseType.trim();
  return type === '' || /^(?:country|asn|city) ipv/i.test(type) ? basename(file).replace(/\.mmdb$/i, '') : type;
}
