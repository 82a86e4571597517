import { describe, expect, it } from 'vitest';
import type { CountryDatabase } from '../../../rules/regions/country-database.js';
import { createPlaceFinder } from '../../../rules/regions/create-place-finder.js';
import type { RegionOverride } from '../../../rules/ruleset.js';

const place = (line: number) => ({ file: 'plainsight.yaml', line, column: 5 });
const override = (target: Partial<RegionOverride>, region: string, line: number): RegionOverride => ({
  ...target,
  region,
  reason: `reason ${line}`,
  place: place(line),
});
const database: CountryDatabase = { name: 'a', date: '2026-06-17', lookup: () => ({ country: 'US', anycast: false }) };
const finder = createPlaceFinder({
  databases: [database],
  overrides: [
    override({ cidr: '10.0.0.0/8' }, 'US', 2),
    override({ cidr: '10.1.0.0/16' }, 'DE', 3),
    override({ host: '*.example' }, 'JP', 4),
    override({ host: 'a.example' }, 'FR', 5),
    override({ cidr: '1.1.1.1/32' }, 'AU', 6),
  ],
  anycast: [{ cidr: '198.35.26.0/24', place: place(9) }],
  matchesHost: (pattern, hosts) => hosts.some((host) => (pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern)),
});

describe('explain', () => {
  it('shows every override that holds, in the order in which they win', () => {
    const { overrides, region } = finder.explain('10.1.2.3', ['a.example']);
    expect(overrides.map(({ region: country }) => country)).toEqual(['DE', 'US', 'FR', 'JP']);
    expect(region).toEqual({ candidates: ['DE'], source: { kind: 'override', reason: 'reason 3', place: 'plainsight.yaml:3' } });
  });

  it('shows what the databases say even where something else decides', () => {
    const { databases, anycast, region } = finder.explain('8.8.8.8', []);
    expect(databases).toHaveLength(1);
    expect(anycast).toMatchObject({ kind: 'built-in', service: 'Google Public DNS', cidr: '8.8.8.0/24' });
    expect(region).toMatchObject({ candidates: 'unknown', source: { cause: 'anycast' } });
  });

  it('asks no database about what none could know', () => {
    expect(finder.explain('192.0.2.1', [])).toMatchObject({
      databases: [],
      region: { candidates: 'unknown', source: { kind: 'none', cause: 'special-address', detail: 'documentation (RFC 5737)' } },
    });
    expect(finder.explain('192.168.0.1', []).region.source).toEqual({ kind: 'none', cause: 'private-address' });
    expect(finder.explain('2002:808:808::1', []).region.source).toMatchObject({ detail: '6to4 (RFC 3056), with 8.8.8.8 in it' });
  });

  it('is at one with what decides', () => {
    for (const [address, ...hosts] of [
      ['8.8.8.8'],
      ['9.8.7.6'],
      ['10.1.2.3', 'x.example'],
      ['9.8.7.6', 'x.example'],
      ['1.1.1.1'],
      [''],
      ['fd00::1'],
    ] as [string, ...string[]][]) {
      const { region, final } = finder.byAddress(address);
      expect(finder.explain(address, hosts).region).toEqual(final ? region : (finder.byHosts(hosts) ?? region));
    }
  });
});

describe('overrides by host', () => {
  it('count for each name by itself: where they disagree, no name is more specific than another', () => {
    expect(finder.byHosts(['a.example', 'b.example'])).toEqual({
      candidates: ['FR', 'JP'],
      source: {
        kind: 'override',
        reason: 'a.example is FR, reason 5; *.example is JP, reason 4',
        place: 'plainsight.yaml:5, plainsight.yaml:4',
      },
    });
    expect(finder.explain('9.8.7.6', ['a.example', 'b.example']).region.candidates).toEqual(['FR', 'JP']);
    expect(finder.explain('10.1.2.3', ['a.example', 'b.example']).region.candidates).toEqual(['DE']);
  });

  it('of names that agree, or of which one alone is overridden, are one', () => {
    expect(finder.byHosts(['b.example', 'c.example'])?.source).toEqual({
      kind: 'override',
      reason: 'reason 4',
      place: 'plainsight.yaml:4',
    });
    expect(finder.byHosts(['other.test', 'a.example'])?.candidates).toEqual(['FR']);
    expect(finder.byHosts(['other.test'])).toBeUndefined();
    expect(finder.byHosts([])).toBeUndefined();
  });
});

describe('anycast', () => {
  it('of the ruleset names its place', () => {
    expect(finder.byAddress('198.35.26.96')).toEqual({
      region: { candidates: 'unknown', source: { kind: 'none', cause: 'anycast', detail: '198.35.26.0/24, plainsight.yaml:9' } },
      final: false,
    });
    expect(finder.byAddress('198.35.27.1').region.candidates).toEqual(['US']);
  });

  it('is known by wrapped addresses too', () => {
    expect(finder.byAddress('::ffff:8.8.8.8').region.source).toMatchObject({ cause: 'anycast' });
    expect(finder.byAddress('64:ff9b::104.16.1.1').region.source).toMatchObject({ cause: 'anycast' });
  });

  it('gives way to an override, by network or host', () => {
    expect(finder.byAddress('1.1.1.1').region.candidates).toEqual(['AU']);
    expect(finder.byHosts(['x.example'])).toMatchObject({ candidates: ['JP'] });
  });

  it('may lie where IANA put a service at a special address', () => {
    expect(finder.byAddress('192.0.0.9').region.source).toMatchObject({ cause: 'anycast' });
    expect(finder.byAddress('192.31.196.1').region.source).toMatchObject({ cause: 'anycast' });
  });
});
