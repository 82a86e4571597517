import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Region, RegionUnknownCause } from '../../../model/index.js';
import { describeUnknownRegion as doubtOf } from '../../../rules/regions/describe-unknown-region.js';

const unknown = (cause: RegionUnknownCause): Region => ({ candidates: 'unknown', source: { kind: 'none', cause } });
/** As people read it in one sentence. */
const describeUnknownRegion = (...of: Parameters<typeof doubtOf>): string | undefined => {
  const doubt = doubtOf(...of);
  return doubt && `${doubt.detail}: ${doubt.settledBy}`;
};
const database = { kind: 'database', name: 'a', date: '2026-06-17' } as const;

describe('describeUnknownRegion', () => {
  it('shows the override to write', () => {
    expect(describeUnknownRegion('10.20.0.5', unknown('private-address'))).toBe(
      '10.20.0.5 is a private address: say where it stands with regions.overrides: [{ cidr: 10.20.0.5/32, region: XX, reason: … }]',
    );
    expect(describeUnknownRegion('8.8.8.8', unknown('not-in-database'))).toContain('in no country database');
    expect(describeUnknownRegion('8.8.8.8', { candidates: ['JP', 'US'], source: database })).toContain(
      'stands in JP or US, the databases disagree: say which of them decides with regions.precedence',
    );
  });

  it.each(['10.20.0.5', 'fd00::1', '2001:db8::', 'fe80::1%en0'])('writes YAML that can be copied, for %s', (address) => {
    const [, yaml = ''] = /overrides: (\[.*\])/.exec(describeUnknownRegion(address, unknown('private-address')) ?? '') ?? [];
    expect(parse(yaml)).toEqual([{ cidr: expect.stringMatching(/^[0-9a-f.:]+\/(?:32|128)$/), region: 'XX', reason: '…' }]);
  });

  it('names the host where the address proves nothing', () => {
    expect(describeUnknownRegion('10.0.0.1', unknown('behind-upstream-proxy'), 'api.example')).toContain(
      '{ host: "api.example", region: XX',
    );
    expect(describeUnknownRegion('10.0.0.1', unknown('behind-upstream-proxy'), '203.0.113.7')).toContain(
      '{ cidr: 203.0.113.7/32, region: XX',
    );
    expect(describeUnknownRegion('', unknown('not-dialled'), 'api.example')).toContain('api.example was never reached');
    expect(describeUnknownRegion('', unknown('not-dialled'))).toContain('no server was reached');
    expect(describeUnknownRegion('10.0.0.1', unknown('behind-upstream-proxy'))).toContain('upstream proxy');
  });

  it('says which overrides of a connection’s names disagree', () => {
    const source = { kind: 'override', reason: 'a.example is US, x; b.example is DE, y', place: 'r.yaml:3, r.yaml:4' } as const;
    expect(describeUnknownRegion('10.0.0.1', { candidates: ['DE', 'US'], source })).toBe(
      '10.0.0.1 stands in DE or US, its names have overrides that disagree (a.example is US, x; b.example is DE, y; r.yaml:3, r.yaml:4): make them agree, or say where it stands with regions.overrides: [{ cidr: 10.0.0.1/32, region: XX, reason: … }]',
    );
  });

  it('has nothing to say of a certain region', () => {
    expect(describeUnknownRegion('8.8.8.8', { candidates: ['US'], source: database })).toBeUndefined();
  });

  it('says which mark, range or database it is', () => {
    const because = (cause: 'anycast' | 'special-address' | 'database-damaged' | 'not-in-database', detail: string): string =>
      describeUnknownRegion('192.0.2.1', { candidates: 'unknown', source: { kind: 'none', cause, detail } }) ?? '';
    expect(because('anycast', '192.0.2.0/24, r.yaml:7')).toMatch(
      /from many places at once \(192\.0\.2\.0\/24, r\.yaml:7\).*cidr: 192\.0\.2\.1\/32/,
    );
    expect(because('special-address', 'documentation (RFC 5737)')).toContain(
      'no address that a server could be placed by (documentation (RFC 5737))',
    );
    expect(because('database-damaged', 'a 2026-06-17')).toContain(
      'what a 2026-06-17 says of 192.0.2.1 cannot be read: download that database again',
    );
    expect(because('not-in-database', 'a: only registered in CN')).toContain('in no country database (a: only registered in CN)');
    const said = { ...database, detail: 'a: US; b: JP' };
    expect(describeUnknownRegion('192.0.2.1', { candidates: ['JP', 'US'], source: said })).toContain('disagree (a: US; b: JP)');
  });
});
