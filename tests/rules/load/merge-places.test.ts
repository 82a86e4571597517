import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { load, problems } from './load-harness.js';

const version = 'plainsight: 1\n';

describe('mergePlaces', () => {
  it('says nothing when no file does', () => {
    expect(load('regions: { groups: { home: [US] } }').places).toBeUndefined();
  });

  it('adds up databases and networks, paths relative to their files', () => {
    const { places } = load('extends: [sub/a.yaml]\nregions: { databases: [./geo.mmdb, sub/geo.mmdb], anycast: [192.0.2.0/24] }', {
      'sub/a.yaml': `${version}regions: { databases: [geo.mmdb, /var/geo.mmdb], anycast: [192.0.2.9/24, "2001:db8::/32"] }`,
    });
    expect(places?.databases.map(({ path }) => path)).toEqual([resolve('sub/geo.mmdb'), resolve('/var/geo.mmdb'), resolve('geo.mmdb')]);
    expect(places?.anycast.map(({ cidr, place }) => `${cidr} ${place.file}`)).toEqual([
      '192.0.2.0/24 sub/a.yaml',
      '2001:db8:0:0:0:0:0:0/32 sub/a.yaml',
    ]);
  });

  it('takes the outer order', () => {
    const { places } = load('extends: [a.yaml]\nregions: { precedence: [b, a] }', {
      'a.yaml': `${version}regions: { precedence: [a, b] }`,
    });
    expect(places?.precedence.map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('refuses two orders side by side', () => {
    expect(
      problems('extends: [a.yaml, b.yaml]', {
        'a.yaml': `${version}regions: { precedence: [a, b] }`,
        'b.yaml': `${version}regions: { precedence: [b, a] }`,
      }),
    ).toEqual([
      'b.yaml:2:25: the precedence of databases is given differently in a.yaml:2:25; say which holds in a file that extends both',
    ]);
  });
});
