import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPlaces } from '../../../rules/load/open-places.js';
import { createLocator } from '../../../rules/regions/create-locator.js';
import type { PlaceSettings } from '../../../rules/ruleset.js';
import { buildMmdb, type MmdbValue, networksOf } from '../../harness/build-mmdb.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';
import { problemsOf } from './load-harness.js';

function write(file: string, records: Readonly<Record<string, MmdbValue>>, type = 'GeoLite2-Country'): string {
  writeFileSync(file, buildMmdb(networksOf(records), type));
  return file;
}

const place = (line: number) => ({ file: 'r.yaml', line, column: 1 });

function settings(files: readonly string[], precedence: readonly string[] = []): PlaceSettings {
  return {
    databases: files.map((path, index) => ({ file: path, path, place: place(index + 1) })),
    precedence: precedence.map((name, index) => ({ name, place: place(index + 11) })),
    anycast: [],
  };
}

const ruleset = (places?: PlaceSettings) => ({ overrides: [], hosts: new Map(), ...(places === undefined ? {} : { places }) });
const candidatesOf = (opened: ReturnType<typeof openPlaces>, address: string) => createLocator(opened.sources)(address, []).candidates;

describe('openPlaces', () => {
  it('has what ships, and nothing else, by itself', () => {
    const opened = openPlaces({ ruleset: ruleset() });
    expect(opened.databases.map(({ origin }) => origin)).toEqual(['bundled']);
    expect(candidatesOf(opened, '133.11.0.1')).toEqual(['JP']);
  });

  it('puts databases beside it: where they disagree, nothing is certain', () => {
    const folder = temporaryFolder();
    const file = write(join(folder, 'geo.mmdb'), { '133.11.0.0/24': { country: { iso_code: 'US' } } });
    const named = openPlaces({ ruleset: ruleset(settings([file])) });
    expect(candidatesOf(named, '133.11.0.1')).toEqual(['JP', 'US']);
    expect(candidatesOf(named, '133.11.1.1')).toEqual(['JP']);
    expect(openPlaces({ ruleset: ruleset(), files: [file] }).databases.map(({ origin, name }) => `${origin} ${name}`)).toEqual([
      'flag GeoLite2-Country',
      'bundled ip-location-db geo-whois-asn-country',
    ]);
    expect(openPlaces({ ruleset: ruleset(settings([file])), files: [file] }).databases).toHaveLength(2);
  });

  it.each(['GeoLite2-Country', 'geo', 'geo.mmdb'])('lets %s decide alone by precedence', (name) => {
    const folder = temporaryFolder();
    const file = write(join(folder, 'geo.mmdb'), { '133.11.0.0/24': { country: { iso_code: 'US' } } });
    expect(candidatesOf(openPlaces({ ruleset: ruleset(settings([file], [name])) }), '133.11.0.1')).toEqual(['US']);
    expect(candidatesOf(openPlaces({ ruleset: ruleset(settings([file], ['bundled', name])) }), '133.11.0.1')).toEqual(['JP']);
  });

  it('takes installed ones, beside or instead', () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'databases', 'instead'), { recursive: true });
    write(join(home, 'databases', 'a.mmdb'), { '133.11.0.0/24': { country_code: 'US' } }, '');
    write(join(home, 'databases', 'instead', 'b.mmdb'), { '133.11.0.0/24': { country_code: 'DE' } }, '');
    const opened = openPlaces({ ruleset: ruleset(settings([], ['bundled'])), home });
    expect(opened.databases.map(({ name, origin, instead }) => [name, origin, instead ?? false])).toEqual([
      ['a', 'installed', false],
      ['b', 'installed', true],
    ]);
    // `bundled` is whatever stands in the place of the one that ships.
    expect(candidatesOf(opened, '133.11.0.1')).toEqual(['DE']);
    expect(candidatesOf(openPlaces({ ruleset: ruleset(), home }), '133.11.0.1')).toEqual(['DE', 'US']);
    expect(candidatesOf(openPlaces({ ruleset: ruleset(), home }), '133.11.1.1')).toBe('unknown');
  });

  it('takes the user’s tables of autonomous systems', () => {
    const file = write(join(temporaryFolder(), 'asn.mmdb'), { '8.8.8.0/24': { autonomous_system_number: 64_500 } }, 'GeoLite2-ASN');
    const opened = openPlaces({ ruleset: ruleset(settings([file])) });
    expect(opened.systems.map((system) => system.lookup('8.8.8.8')?.asn)).toEqual([64_500]);
    expect(opened.sources.databases).toHaveLength(1);
  });
});

describe('what cannot be used is an error', () => {
  it('at its place in the ruleset', () => {
    const folder = temporaryFolder();
    const broken = join(folder, 'broken.mmdb');
    writeFileSync(broken, 'nothing');
    const none = join(folder, 'none.mmdb');
    expect(problemsOf(() => openPlaces({ ruleset: ruleset(settings([none, broken])) }))).toEqual([
      `r.yaml:1:1: country database ${none}: there is no such file`,
      `r.yaml:2:1: country database ${broken}: it is not a MaxMind DB (.mmdb) file, or its end is missing: download it again`,
    ]);
  });

  it('with the command that takes an installed one away', () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'databases'));
    writeFileSync(join(home, 'databases', 'mine.mmdb'), 'nothing');
    expect(() => openPlaces({ ruleset: ruleset(), home })).toThrow('or take it away with: plainsight data remove mine');
  });

  it('when a name in precedence is no database, two, or of networks alone', () => {
    const folder = temporaryFolder();
    const records = { '9.0.0.0/8': { country_code: 'US' } };
    const files = [write(join(folder, 'a.mmdb'), records), write(join(folder, 'b.mmdb'), records)];
    const asn = write(join(folder, 'asn.mmdb'), { '8.8.8.0/24': { asn: 'AS1' } }, 'GeoLite2-ASN');
    const problems = problemsOf(() =>
      openPlaces({ ruleset: ruleset(settings([...files, asn], ['GeoLite2-Contry', 'GeoLite2-Country', 'asn', 'qqq'])) }),
    );
    expect(problems).toEqual([
      expect.stringMatching(/^r\.yaml:11:1: no database is called `GeoLite2-Contry`; did you mean `GeoLite2-Country`\?/),
      expect.stringMatching(/^r\.yaml:12:1: `GeoLite2-Country` is the name of .*a\.mmdb and of .*b\.mmdb: use the name of the file$/),
      'r.yaml:13:1: `asn` knows no countries, only autonomous systems: take it out of precedence',
      expect.stringContaining('r.yaml:14:1: no database is called `qqq`'),
    ]);
  });
});
