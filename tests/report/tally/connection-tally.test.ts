import { describe, expect, it } from 'vitest';
import { ConnectionTally, type EndedConnection, tellingResolution } from '../../../report/tally/connection-tally.js';

const ended = (more: Partial<EndedConnection> = {}): EndedConnection => ({
  id: 'c1',
  host: 'a.example',
  serverAddress: '203.0.113.9',
  countryIsoCode: 'US',
  interception: 'intercepted',
  bytesFromClient: 0,
  bytesFromServer: 0,
  ...more,
});
const sightOf = (fill: (tally: ConnectionTally) => void, of = ended()): string => {
  const tally = new ConnectionTally();
  fill(tally);
  const [found] = Object.entries(tally.row('a', of).connections).filter(([, count]) => count === 1);
  return found?.[0] ?? 'none';
};

describe('ConnectionTally', () => {
  it.each([
    ['silent', () => undefined, {}],
    ['read', (tally: ConnectionTally) => tally.message('read', 1, 5, 0), {}],
    ['scanned', (tally: ConnectionTally) => ['read' as const, 'scanned' as const].map((depth) => tally.message(depth, 1, 5, 0)), {}],
    ['unseen', (tally: ConnectionTally) => ['read' as const, 'unseen' as const].map((depth) => tally.message(depth, 1, 5, 0)), {}],
    ['unseen', (tally: ConnectionTally) => [tally.message('read', 1, 5, 0), tally.gap(false)], {}],
    ['unseen', () => undefined, { interception: 'client-rejected' }],
    ['unseen', () => undefined, { interception: 'passthrough', bytesFromClient: 4 }],
    ['silent', () => undefined, { interception: 'passthrough' }],
    ['unseen', () => undefined, { interception: 'opaque', bytesFromServer: 4 }],
    ['scanned', (tally: ConnectionTally) => tally.message('scanned', 1, 5, 0), { interception: 'opaque', bytesFromServer: 4 }],
    ['silent', () => undefined, { interception: 'origin-failed', serverAddress: null }],
  ] as const)('%s %#', (sight, fill, more) => {
    expect(sightOf((tally) => void fill(tally), ended(more))).toBe(sight);
  });

  it('takes what is in no message for unseen only where the rest of the connection could not be read', () => {
    const tally = new ConnectionTally();
    tally.message('scanned', 1, 30, 0);
    const of = ended({ bytesFromClient: 100 });
    expect(tally.row('a', of).bytes.unseen).toBe(0);
    tally.gap(true);
    expect(tally.row('a', of).bytes.unseen).toBe(70);
    expect(tally.row('a', ended({ ...of, interception: 'client-rejected' })).bytes.unseen).toBe(0);
  });

  it('counts all of what passed through once', () => {
    const tally = new ConnectionTally();
    tally.gap(true);
    const passed = ended({ interception: 'passthrough', bytesFromClient: 7, bytesFromServer: 8 });
    expect([tally.row('a', passed).bytes.unseen, tally.beyondMessages(passed)]).toEqual([15, 0]);
  });
});

describe('tellingResolution', () => {
  const chain = [{ name: 'a.example', cname: 'b.example', ttl: 60 }];
  const found = { name: 'a.example', source: 'dns', resolver: '192.0.2.53', chain, addresses: [] } as const;

  it('tells of aliases, and that nobody knows them', () => {
    expect(tellingResolution({ resolution: found })).toEqual({ resolver: '192.0.2.53', chain, chainUnknown: null });
    expect(tellingResolution({ resolution: { ...found, chain: [], chainUnknown: 'late' } })).toMatchObject({ chainUnknown: 'late' });
    const { resolver: _, ...nobody } = found;
    expect(tellingResolution({ resolution: nobody })).toMatchObject({ resolver: null });
  });

  it('has nothing to tell of names that are no aliases, or could not be', () => {
    expect(tellingResolution({})).toBeUndefined();
    expect(tellingResolution({ resolution: null })).toBeUndefined();
    expect(tellingResolution({ resolution: { ...found, chain: [] } })).toBeUndefined();
    for (const chainUnknown of ['local-name', 'overridden'] as const)
      expect(tellingResolution({ resolution: { ...found, chain: [], chainUnknown } })).toBeUndefined();
  });
});
