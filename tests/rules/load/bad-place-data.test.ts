import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultContext } from '../../../rules/load/default-context.js';
import { loadRuleset } from '../../../rules/load/load-ruleset.js';
import { openPlaces } from '../../../rules/load/open-places.js';
import { createLocator } from '../../../rules/regions/create-locator.js';
import { buildMmdb, networksOf } from '../../harness/build-mmdb.js';
import { folderForFile } from '../../harness/folder-for-file.js';
import { problemsOf } from './load-harness.js';

const folder = folderForFile();
const good = buildMmdb(networksOf({ '133.11.0.0/24': { country: { iso_code: 'US' } } }), 'GeoLite2-Country');

function written(name: string, bytes: Buffer | string): string {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

/** The message of the first step that fails: loading the ruleset, or opening what it names. Paths within the folder are shortened. */
function problems(body: string, now = Date.UTC(2026, 10, 26)): readonly string[] {
  const file = written('r.yaml', `plainsight: 1\n${body}\n`);
  return problemsOf(() => openPlaces({ ruleset: loadRuleset([file], defaultContext({ now })) })).map((line) =>
    line.replaceAll(`${folder}/`, ''),
  );
}

function damaged(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(good);
  change(bytes);
  return bytes;
}

const record = good.indexOf('country') - 2;

describe('a database that a ruleset names', () => {
  it.each<[string, Buffer | string | undefined, string]>([
    ['is missing', undefined, 'there is no such file'],
    ['is empty', '', 'it is empty: download it again'],
    ['is a page', '<html>Log in to download</html>', 'it is not a MaxMind DB (.mmdb) file, or its end is missing: download it again'],
    ['broke off', good.subarray(0, 200), 'it is not a MaxMind DB (.mmdb) file, or its end is missing: download it again'],
    ['broke off late', Buffer.concat([good.subarray(0, record), Buffer.alloc(200_000)]), 'it is truncated: download it again'],
    ['has lost its first half', good.subarray(100), 'it is truncated: download it again'],
    ['has broken metadata', good.subarray(0, good.length - 20), 'it is damaged: download it again'],
    ['has broken records', damaged((bytes) => bytes.writeUInt8(0, record)), 'it is damaged: download it again'],
    [
      'is about something else',
      buildMmdb(networksOf({ '1.0.0.0/24': { is_anonymous: true } }), 'GeoIP2-Anonymous-IP'),
      'its records hold neither a country nor an autonomous system (database type "GeoIP2-Anonymous-IP"): use a country, city or ASN database',
    ],
  ])('that %s', (_, bytes, message) => {
    if (bytes !== undefined) written('geo.mmdb', bytes);
    const name = bytes === undefined ? 'none.mmdb' : 'geo.mmdb';
    expect(problems(`regions:\n  databases:\n    - ${name}`)).toEqual([`r.yaml:4:7: country database ${name}: ${message}`]);
  });

  it('and knows no countries has no place in precedence', () => {
    written('asn.mmdb', buildMmdb(networksOf({ '8.8.8.0/24': { autonomous_system_number: 15_169 } }), 'GeoLite2-ASN'));
    expect(problems('regions: { databases: [asn.mmdb],\n  precedence: [GeoLite2-ASN] }')).toEqual([
      'r.yaml:3:16: `GeoLite2-ASN` knows no countries, only autonomous systems: take it out of precedence',
    ]);
  });
});

describe('a country or group', () => {
  it.each([
    ['UK', 'unknown country `UK`; did you mean `GB`?'],
    ['EN', 'unknown country `EN`; did you mean `GB`?'],
    ['JPN', 'unknown country `JPN`: ISO codes of two letters are meant; did you mean `JP` (Japan)?'],
    ['CHN', 'unknown country `CHN`: ISO codes of two letters are meant; did you mean `CH` (Switzerland) or `CN` (China)?'],
    ['Germany', 'unknown country or group `Germany`: countries are written as ISO codes; did you mean `DE`?'],
    ['Germny', 'unknown country or group `Germny`: countries are written as ISO codes; did you mean `DE`?'],
    ['us', 'unknown group `us`: countries are written in upper case, `US`'],
    ['EU', 'unknown country `EU`: groups are written in lower case, `eu`'],
    ['eu-adequat', 'unknown region group `eu-adequat`; did you mean `eu-adequate`?'],
    ['cn-mainlnad', 'unknown region group `cn-mainlnad`; did you mean `cn-mainland`?'],
    ['"US*"', 'unknown country `US*`; did you mean `US`?'],
    ['atlantis', 'unknown region group `atlantis`'],
  ])('%s that nobody knows', (name, message) => {
    expect(problems(`rules: [{ id: a, never: { region: ${name} } }]`)).toEqual([`r.yaml:2:35: ${message}`]);
    expect(problems(`regions: { groups: { mine: [DE, ${name}] } }`)).toEqual([`r.yaml:2:33: ${message}`]);
  });

  it('that covers countries in part stands in no other group', () => {
    expect(problems('regions: { groups: { home: [eu-adequate] } }')).toEqual([
      'r.yaml:2:29: `eu-adequate` covers CA, JP, US in part only, so it cannot stand inside another group: name the countries you mean',
    ]);
  });

  it('whose members were to be checked again is warned of, from the day after', () => {
    const file = written('r.yaml', 'plainsight: 1\nrules: [{ id: a, never: { region: us-doj-concern } }]\n');
    const warnings = (now: number) => loadRuleset([file], defaultContext({ now })).warnings.map(({ message }) => message);
    expect(warnings(Date.UTC(2027, 5, 30, 23, 59))).toEqual([]);
    expect(warnings(Date.UTC(2027, 6, 1))).toEqual([
      'the members of `us-doj-concern` were checked on 2026-01-31 and were to be checked again by 2027-06-30: update Plainsight, or compare them with their source (plainsight rules list --regions) and define the group yourself',
    ]);
  });
});

describe('networks that overlap', () => {
  const candidates = (body: string, address: string) => {
    const file = written('r.yaml', `plainsight: 1\n${body}\n`);
    return createLocator(openPlaces({ ruleset: loadRuleset([file], defaultContext()) }).sources)(address, []).candidates;
  };

  it('have the most specific win, whatever their order', () => {
    const wide = '{ cidr: 10.0.0.0/8, region: US, reason: x }';
    const narrow = '{ cidr: 10.1.0.0/16, region: DE, reason: y }';
    for (const overrides of [`${wide}, ${narrow}`, `${narrow}, ${wide}`]) {
      expect(candidates(`regions: { overrides: [${overrides}] }`, '10.1.2.3')).toEqual(['DE']);
      expect(candidates(`regions: { overrides: [${overrides}] }`, '10.2.2.3')).toEqual(['US']);
    }
  });

  it('and are the same, in whatever spelling, are an error', () => {
    expect(
      problems(
        'regions:\n  overrides:\n    - { cidr: 10.1.0.0/16, region: US, reason: x }\n    - { cidr: "::ffff:10.1.9.9/112", region: DE, reason: y }',
      ),
    ).toEqual(['r.yaml:5:7: `10.1.0.0/16` has an override already in r.yaml:4:7 (US, not DE), and neither is more specific: keep one']);
  });

  it('and would stand for all of IPv4, where a wrapped network was written, are an error', () => {
    for (const cidr of ['64:ff9b::/96', '::ffff:0:0/96', '64:ff9b::/32']) {
      expect(problems(`regions: { overrides: [{ cidr: "${cidr}", region: US, reason: x }] }`)).toEqual([
        `r.yaml:2:32: \`${cidr}\` would stand for every IPv4 address, since a wrapped one is placed as the address in it: leave it out, or write 0.0.0.0/0 if that is meant`,
      ]);
    }
  });

  it('and are no networks are an error, once each', () => {
    expect(
      problems('regions:\n  overrides:\n    - { cidr: 10/8, region: US, reason: x }\n    - { cidr: 11/8, region: US, reason: x }'),
    ).toHaveLength(2);
    expect(problems('regions: { overrides: [{ cidr: 10.0.0.0/33, region: US, reason: x }],\n  anycast: [1.2.3] }')).toEqual([
      'r.yaml:2:32: `10.0.0.0/33` is not an address or CIDR, such as 10.20.0.0/16',
      'r.yaml:3:13: `1.2.3` is not an address or CIDR, such as 10.20.0.0/16',
    ]);
  });
});
