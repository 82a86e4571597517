import type { MmdbValue } from '../../../harness/build-mmdb.js';
import type { PlaceRow } from './place-row.js';

const country = (code: string): MmdbValue => ({ iso_code: code });

/**
 * A database in MaxMind's shape (https://dev.maxmind.com/geoip/docs/databases/city-and-country/), called GeoLite2-Country. What the one that ships says of
 * the same networks stands beside each: see `allocated-rows.ts`.
 */
export const maxmindRecords: Readonly<Record<string, MmdbValue>> = {
  // Ships: GB. Used where it is not registered.
  '131.111.8.0/24': { country: country('GB'), registered_country: country('US') },
  // Ships: JP.
  '133.11.0.0/24': { country: country('US'), registered_country: country('JP') },
  '133.11.1.0/24': { country: country('JP'), registered_country: country('CN') },
  // Ships: US.
  '128.2.16.0/20': { country: country('US'), registered_country: country('US'), represented_country: { iso_code: 'CN', type: 'embassy' } },
  '128.2.32.0/24': { registered_country: country('US') },
  '128.2.33.0/24': { country: country('CN'), registered_country: country('US') },
  '128.2.34.0/24': { country: country('US'), traits: { is_anycast: true } },
  '128.2.35.0/24': { country: country('EU'), registered_country: country('US') },
  '128.2.36.0/24': { country: country('T1') },
  '128.2.37.128/25': { country: country('CA'), registered_country: country('US') },
  // Nothing ships of these.
  '198.51.99.0/24': { country: country('CN'), registered_country: country('US') },
  '203.0.112.0/24': { registered_country: country('CN') },
  '2000:0:1::/48': { country: country('XK'), registered_country: country('RS') },
  // What no database can know.
  '10.20.0.0/16': { country: country('US') },
  '2001:db8::/32': { country: country('US') },
  '2002::/16': { country: country('US') },
};

/** One in IPinfo's shape, called `ipinfo country_asn.mmdb`, with 28-bit records. */
export const ipinfoRecords: Readonly<Record<string, MmdbValue>> = {
  '131.111.8.0/24': { country: 'United Kingdom', country_code: 'GB', asn: 'AS786', as_name: 'Jisc Services Limited' },
  '131.111.9.0/24': { country: 'CN', country_name: 'China' },
  '133.11.1.0/24': { country: 'Japan', country_code: 'JP', is_anycast: true },
};

type Row = Omit<PlaceRow, 'setting'>;

const maxmind = 'the record in MaxMind’s shape';
const ipinfo = 'the record in IPinfo’s shape';

/** Beside the one that ships: every country that a database names stays possible. */
const beside: readonly Row[] = [
  { address: '131.111.8.1', rule: 'no-us', expected: 'allowed', source: `${maxmind}: country GB decides, registered_country US does not` },
  { address: '131.111.8.1', rule: 'uk', expected: 'allowed', source: 'all three say GB' },
  { address: '131.111.9.1', rule: 'uk', expected: 'undetermined', source: `${ipinfo} says CN, the one that ships GB` },
  { address: '131.111.9.1', rule: 'not-china', expected: 'undetermined', source: `${ipinfo} says CN, the one that ships GB` },
  { address: '131.111.9.1', rule: 'not-russia', expected: 'allowed', source: 'neither CN nor GB is RU' },
  { address: '131.111.9.1', rule: 'no-gb-no-cn', expected: 'denied', source: 'both CN and GB are forbidden: whichever it is' },
  { address: '133.11.0.1', rule: 'home', expected: 'undetermined', source: `${maxmind} says US, the one that ships JP` },
  { address: '133.11.0.255', rule: 'home', expected: 'undetermined', source: `${maxmind}, last address: US, the one that ships JP` },
  { address: '133.10.255.255', rule: 'home', expected: 'denied', source: 'the address before: JP by the one that ships alone' },
  { address: '133.11.2.0', rule: 'home', expected: 'denied', source: 'the address behind both records: JP by the one that ships alone' },
  { address: '133.11.1.1', rule: 'japan-only', expected: 'undetermined', source: `${ipinfo} says anycast, whatever the others say` },
  { address: '133.11.0.1', rule: 'adequate', expected: 'conditional', source: 'US and JP are both adequate in part' },
  {
    address: '128.2.16.1',
    rule: 'home',
    expected: 'allowed',
    source: `${maxmind}: represented_country CN (an embassy’s users) is no place`,
  },
  {
    address: '128.2.16.1',
    rule: 'not-china',
    expected: 'allowed',
    source: `${maxmind}: represented_country CN (an embassy’s users) is no place`,
  },
  { address: '128.2.31.255', rule: 'home', expected: 'allowed', source: `${maxmind}: the last address of 128.2.16.0/20` },
  {
    address: '128.2.32.1',
    rule: 'home',
    expected: 'allowed',
    source: `${maxmind} knows the registration alone: the one that ships decides, US`,
  },
  { address: '128.2.33.1', rule: 'not-china', expected: 'undetermined', source: `${maxmind} says CN, the one that ships US` },
  { address: '128.2.34.1', rule: 'home', expected: 'undetermined', source: `${maxmind} has traits.is_anycast` },
  {
    address: '128.2.35.1',
    rule: 'home',
    expected: 'allowed',
    source: 'EU is no country of ISO 3166-1: no answer; the one that ships decides, US',
  },
  {
    address: '128.2.36.1',
    rule: 'home',
    expected: 'allowed',
    source: 'T1 (Tor) is no country of ISO 3166-1: no answer; the one that ships decides, US',
  },
  {
    address: '128.2.37.127',
    rule: 'no-ca',
    expected: 'allowed',
    source: 'the address before 128.2.37.128/25: US by the one that ships alone',
  },
  { address: '128.2.37.128', rule: 'no-ca', expected: 'undetermined', source: `${maxmind}, first address: CA, the one that ships US` },
  { address: '128.2.37.128', rule: 'home', expected: 'allowed', source: 'home holds both CA and US' },
  { address: '198.51.99.1', rule: 'not-china', expected: 'denied', source: `${maxmind} says CN, and nothing else knows it` },
  {
    address: '198.51.99.255',
    rule: 'not-china',
    expected: 'denied',
    source: `${maxmind}, last address; 198.51.100.0/24 behind it is RFC 5737`,
  },
  { address: '198.51.100.0', rule: 'not-china', expected: 'undetermined', source: 'RFC 5737' },
  { address: '203.0.112.1', rule: 'not-china', expected: 'undetermined', source: `${maxmind}: registered in CN is no place` },
  {
    address: '2000:0:1::1',
    rule: 'eu-only',
    expected: 'denied',
    source: `${maxmind} says XK: Kosovo, in no list of ISO, is not in the EU`,
  },
  { address: '10.20.1.1', rule: 'home', expected: 'undetermined', source: 'RFC 1918: no database is asked' },
  { address: '2001:db8::1', rule: 'home', expected: 'undetermined', source: 'RFC 3849: no database is asked' },
  { address: '2002:808:808::1', rule: 'home', expected: 'undetermined', source: 'RFC 3056: no database is asked' },
];

/** With `precedence: [GeoLite2-Country]`: where that one knows the address, it decides alone. */
const preferred: readonly Row[] = [
  { address: '133.11.0.1', rule: 'home', expected: 'allowed', source: `${maxmind} says US, and goes before` },
  { address: '::ffff:133.11.0.1', rule: 'home', expected: 'allowed', source: 'RFC 4291, section 2.5.5.2, of the same' },
  { address: '64:ff9b::133.11.0.1', rule: 'home', expected: 'allowed', source: 'RFC 6052, of the same' },
  { address: '133.11.0.1', rule: 'not-japan', expected: 'allowed', source: `${maxmind}: registered in JP is no place` },
  { address: '128.2.33.1', rule: 'not-china', expected: 'denied', source: `${maxmind} says CN, and goes before` },
  { address: '133.11.1.1', rule: 'japan-only', expected: 'allowed', source: `${maxmind} says JP, and goes before ${ipinfo}, anycast` },
  { address: '128.2.34.1', rule: 'home', expected: 'undetermined', source: `${maxmind} has traits.is_anycast, and goes before` },
  { address: '128.2.32.1', rule: 'home', expected: 'allowed', source: `${maxmind} knows the registration alone: the others decide, US` },
  { address: '133.12.0.1', rule: 'japan-only', expected: 'allowed', source: 'not in it: the others decide, JP' },
  { address: '131.111.9.1', rule: 'not-china', expected: 'undetermined', source: 'not in it: the others disagree, CN and GB' },
];

export const ownDatabaseRows: readonly PlaceRow[] = [
  ...beside.map((row): PlaceRow => ({ ...row, setting: 'beside' })),
  ...preferred.map((row): PlaceRow => ({ ...row, setting: 'preferred' })),
];
