import { describe, expect, it } from 'vitest';
import type { CountryDatabase } from '../../../rules/regions/country-database.js';
import { createLocator, type Locator } from '../../../rules/regions/create-locator.js';
import type { RegionOverride } from '../../../rules/ruleset.js';

const NOT_IN_DATABASE = { candidates: 'unknown', source: { kind: 'none', cause: 'not-in-database' } };
const PRIVATE = { candidates: 'unknown', source: { kind: 'none', cause: 'private-address' } };

function database(name: string, answers: Readonly<Record<string, string>>, date = '2026-06-17'): CountryDatabase & { asked: number } {
  return {
    name,
    date,
    asked: 0,
    lookup(address) {
      this.asked++;
      const country = answers[address];
      return country === undefined ? undefined : { country, anycast: false };
    },
  };
}

function override(target: Partial<RegionOverride>, region: string, line = 1): RegionOverride {
  return { ...target, region, reason: `reason ${line}`, place: { file: 'plainsight.yaml', line, column: 5 } };
}

const matchesHost = (pattern: string, hosts: readonly string[]): boolean =>
  hosts.some((host) => (pattern.startsWith('*.') ? host === pattern.slice(2) || host.endsWith(pattern.slice(1)) : host === pattern));

function locator(databases: readonly CountryDatabase[], ...overrides: readonly RegionOverride[]): Locator {
  return createLocator({ databases, overrides, matchesHost });
}

function candidates(locate: Locator, address: string, ...hosts: readonly string[]): readonly string[] | string {
  return locate(address, hosts).candidates;
}

describe('the databases', () => {
  it('say where a public address stands', () => {
    expect(locator([database('a', { '9.8.7.6': 'US' })])('9.8.7.6', [])).toEqual({
      candidates: ['US'],
      source: { kind: 'database', name: 'a', date: '2026-06-17' },
    });
  });

  it('leave every country possible that one of them names, as of the oldest', () => {
    const locate = locator([
      database('a', { '9.8.7.6': 'US' }),
      database('b', { '9.8.7.6': 'JP' }, '2025-01-01'),
      database('c', {}, '2020-01-01'),
    ]);
    expect(locate('9.8.7.6', [])).toEqual({
      candidates: ['JP', 'US'],
      source: { kind: 'database', name: 'a + b', date: '2025-01-01', detail: 'a 2026-06-17: US; b 2025-01-01: JP' },
    });
  });

  it('give one country where they agree', () => {
    expect(candidates(locator([database('a', { '9.8.7.6': 'US' }), database('b', { '9.8.7.6': 'US' })]), '9.8.7.6')).toEqual(['US']);
  });

  it('may not know the address, or not be there', () => {
    expect(locator([database('a', {})])('9.8.7.6', [])).toEqual(NOT_IN_DATABASE);
    expect(locator([])('9.8.7.6', [])).toEqual(NOT_IN_DATABASE);
  });

  it('are asked for the IPv4 address inside mapped and NAT64 forms', () => {
    const locate = locator([database('a', { '9.8.7.6': 'US' })]);
    expect(candidates(locate, '::ffff:9.8.7.6')).toEqual(['US']);
    expect(candidates(locate, '64:ff9b::908:706')).toEqual(['US']);
  });

  it('are not asked about private addresses', () => {
    const asked = database('a', { '10.0.0.1': 'US' });
    const locate = locator([asked]);
    expect(locate('10.0.0.1', [])).toEqual(PRIVATE);
    expect(locate('::ffff:10.0.0.1', [])).toEqual(PRIVATE);
    expect(locate('fd00::1', ['a.example'])).toEqual(PRIVATE);
    expect(asked.asked).toBe(0);
  });

  it('are not asked about what is no address', () => {
    expect(locator([database('a', {})])('', [])).toEqual({ candidates: 'unknown', source: { kind: 'none', cause: 'not-dialled' } });
  });
});

describe('overrides', () => {
  const db = database('a', { '9.8.7.6': 'US' });

  it('go before databases and say who wrote them', () => {
    expect(locator([db], override({ cidr: '9.8.7.0/24' }, 'DE', 7))('9.8.7.6', [])).toEqual({
      candidates: ['DE'],
      source: { kind: 'override', reason: 'reason 7', place: 'plainsight.yaml:7' },
    });
  });

  it('place private addresses', () => {
    expect(candidates(locator([db], override({ cidr: '10.20.0.0/16' }, 'US')), '10.20.0.5')).toEqual(['US']);
    expect(candidates(locator([db], override({ cidr: '10.20.0.0/16' }, 'US')), '::ffff:10.20.0.5')).toEqual(['US']);
    expect(candidates(locator([db], override({ cidr: '10.20.0.0/16' }, 'US')), '10.21.0.5')).toBe('unknown');
    expect(candidates(locator([db], override({ cidr: 'fd00::/8' }, 'US')), 'fd12::1')).toEqual(['US']);
    expect(candidates(locator([db], override({ host: '*.staging.example' }, 'JP')), '10.0.0.1', 'api.staging.example')).toEqual(['JP']);
  });

  it('the narrowest CIDR wins, in whatever order', () => {
    const wide = override({ cidr: '10.0.0.0/8' }, 'US');
    const narrow = override({ cidr: '10.1.0.0/16' }, 'DE');
    const single = override({ cidr: '10.1.2.3' }, 'JP');
    for (const order of [
      [wide, narrow, single],
      [single, narrow, wide],
    ]) {
      const locate = locator([db], ...order);
      expect(candidates(locate, '10.9.9.9')).toEqual(['US']);
      expect(candidates(locate, '10.1.9.9')).toEqual(['DE']);
      expect(candidates(locate, '10.1.2.3')).toEqual(['JP']);
    }
  });

  it('a CIDR goes before a host, an exact host before a wildcard, a longer wildcard before a shorter', () => {
    const locate = locator(
      [db],
      override({ host: '*.example' }, 'FR'),
      override({ host: '*.api.example' }, 'DE'),
      override({ host: 'v1.api.example' }, 'JP'),
      override({ cidr: '10.0.0.0/8' }, 'US'),
    );
    expect(candidates(locate, '10.0.0.1', 'v1.api.example')).toEqual(['US']);
    expect(candidates(locate, '9.8.7.6', 'v1.api.example')).toEqual(['JP']);
    expect(candidates(locate, '9.8.7.6', 'v2.api.example')).toEqual(['DE']);
    expect(candidates(locate, '9.8.7.6', 'www.example')).toEqual(['FR']);
    expect(candidates(locate, '9.8.7.6', 'www.other')).toEqual(['US']);
    expect(candidates(locate, '9.8.7.6')).toEqual(['US']);
  });

  it('that are no CIDR match nothing', () => {
    expect(candidates(locator([db], override({ cidr: 'nonsense' }, 'DE')), '9.8.7.6')).toEqual(['US']);
  });

  it('settle what is anycast', () => {
    const google = database('a', { '8.8.8.8': 'US' });
    expect(candidates(locator([google]), '8.8.8.8')).toBe('unknown');
    expect(candidates(locator([google], override({ cidr: '8.8.8.0/24' }, 'DE')), '8.8.8.8')).toEqual(['DE']);
    expect(candidates(locator([google], override({ host: 'dns.example' }, 'JP')), '8.8.8.8', 'dns.example')).toEqual(['JP']);
  });
});

describe('the cache', () => {
  it('asks once for an address, whatever the names', () => {
    const asked = database('a', { '9.8.7.6': 'US' });
    const locate = locator([asked], override({ host: 'x.example' }, 'DE'));
    locate('9.8.7.6', []);
    expect(candidates(locate, '9.8.7.6', 'x.example')).toEqual(['DE']);
    expect(candidates(locate, '9.8.7.6', 'y.example')).toEqual(['US']);
    expect(asked.asked).toBe(1);
  });

  it('keeps what is asked for, and forgets what was not for thousands of others', () => {
    const asked = database('a', {});
    const locate = locator([asked]);
    const address = (index: number): string => `9.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
    for (let index = 0; index < 10_000; index++) {
      locate(address(index), []);
      if (index % 1_000 === 0) locate(address(0), []);
    }
    expect(asked.asked).toBe(10_000);
    for (let index = 10_000 - 2_000; index < 10_000; index++) locate(address(index), []);
    expect(asked.asked).toBe(10_000);
    locate(address(1), []);
    expect(asked.asked).toBe(10_001);
  });
});
