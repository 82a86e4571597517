import { expect, it } from 'vitest';
import type { Region } from '../../../model/index.js';
import { regionSourceText } from '../../../record/redact/region-source-text.js';

const database = { kind: 'database', name: 'geo-whois-asn-country', date: '2026-06-17' } as const;

it.each<[Region, string]>([
  [{ candidates: ['CN'], source: database }, 'geo-whois-asn-country 2026-06-17'],
  [{ candidates: ['CN', 'HK'], source: database }, 'geo-whois-asn-country 2026-06-17, one of CN, HK'],
  [
    { candidates: ['US'], source: { kind: 'override', reason: 'staging', place: 'plainsight.yaml:12' } },
    'override staging (plainsight.yaml:12)',
  ],
  [
    { candidates: ['CN', 'US'], source: { ...database, detail: 'a 2026-06-17: CN; b 2026-10-01: US' } },
    'a 2026-06-17: CN; b 2026-10-01: US, one of CN, US',
  ],
  [{ candidates: 'unknown', source: { kind: 'none', cause: 'private-address' } }, 'private address'],
  [
    { candidates: 'unknown', source: { kind: 'none', cause: 'special-address', detail: 'documentation (RFC 5737)' } },
    'no address of a server: documentation (RFC 5737)',
  ],
  [
    { candidates: 'unknown', source: { kind: 'none', cause: 'anycast', detail: '192.0.2.0/24, r.yaml:7' } },
    'anycast: 192.0.2.0/24, r.yaml:7',
  ],
  [
    { candidates: 'unknown', source: { kind: 'none', cause: 'database-damaged', detail: 'a 2026-06-17' } },
    'damaged database: a 2026-06-17',
  ],
  [{ candidates: 'unknown', source: { kind: 'none', cause: 'not-in-database' } }, 'address in no database'],
  [{ candidates: 'unknown', source: { kind: 'none', cause: 'behind-upstream-proxy' } }, 'behind an upstream proxy'],
  [{ candidates: 'unknown', source: { kind: 'none', cause: 'not-dialled' } }, 'no address dialled'],
])('%j', (region, text) => {
  expect(regionSourceText(region)).toBe(text);
});
