import { isCountryCode } from './country-codes.js';
import type { CountryAnswer } from './country-database.js';

/** Who announces an address, as a record says it. */
export interface SystemAnswer {
  readonly asn: number;
  readonly organisation: string;
}

const HIGHEST_ASN = 0xffff_ffff;
const LONGEST_NAME = 200;

function member(record: unknown, key: string): unknown {
  // Own keys only: a record is a map from a file, and `constructor` is on every object.
  return typeof record === 'object' && record !== null && Object.hasOwn(record, key) ? (record as Record<string, unknown>)[key] : undefined;
}

function code(value: unknown): string | undefined {
  const text = typeof value === 'object' ? member(value, 'iso_code') : value;
  if (typeof text !== 'string' || text.length !== 2) return undefined;
  const upper = text.toUpperCase();
  // Kosovo: in no list of ISO, in every database, and one country.
  return isCountryCode(upper) || upper === 'XK' ? upper : undefined;
}

/** What a record is about, whether or not what it says can be used. */
export function subjectsOf(record: unknown): { readonly countries: boolean; readonly systems: boolean } {
  const has = (key: string): boolean => member(record, key) !== undefined;
  return {
    countries: ['country_code', 'country', 'registered_country', 'represented_country'].some(has),
    systems: ['autonomous_system_number', 'asn'].some(has),
  };
}

/**
 * The countries in a record of a MaxMind DB, in the shapes in use: `country_code` (ip-location-db; IPinfo, where `country` is the name),
 * `country.iso_code` beside `registered_country` and `represented_country` (MaxMind, DB-IP), `country` as the code (IPinfo before 2025). Nothing
 * when it holds none of them.
 */
export function countryAnswerOf(record: unknown): CountryAnswer | undefined {
  const country = code(member(record, 'country_code')) ?? code(member(record, 'country'));
  const registered = code(member(record, 'registered_country'));
  const represented = code(member(record, 'represented_country'));
  const anycast = member(member(record, 'traits'), 'is_anycast') === true || member(record, 'is_anycast') === true;
  if (country === undefined && registered === undefined && represented === undefined && !anycast) return undefined;
  return {
    ...(country === undefined ? {} : { country }),
    ...(registered === undefined ? {} : { registered }),
    ...(represented === undefined ? {} : { represented }),
    anycast,
  };
}

/** The autonomous system in a record: `autonomous_system_number` (MaxMind, DB-IP, ip-location-db) or `asn` as `AS15169` or a number (IPinfo). */
export function systemAnswerOf(record: unknown): SystemAnswer | undefined {
  const written = member(record, 'autonomous_system_number') ?? member(record, 'asn');
  const digits = typeof written === 'string' ? /^(?:AS)?([0-9]{1,10})$/i.exec(written)?.[1] : undefined;
  const asn = digits === undefined ? written : Number(digits);
  if (typeof asn !== 'number' || !Number.isInteger(asn) || asn < 1 || asn > HIGHEST_ASN) return undefined;
  const name = member(record, 'autonomous_system_organization') ?? member(record, 'as_name') ?? member(record, 'name');
  return { asn, organisation: typeof name === 'string' ? name.slice(0, LONGEST_NAME) : '' };
}
