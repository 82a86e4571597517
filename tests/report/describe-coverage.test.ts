import { describe, expect, it } from 'vitest';
import type { CoverageRow } from '../../model/index.js';
import { describeBreakdown } from '../../report/describe-coverage.js';
import { noConnections, noSight } from '../../report/tally/coverage-table.js';

const row = (name: string, more: Partial<CoverageRow> = {}): CoverageRow => ({
  name,
  connections: { ...noConnections, read: 1 },
  messages: noSight,
  bytes: { ...noSight, read: 10 },
  ...more,
});

describe('describeBreakdown', () => {
  it('says how much of each host and country was seen', () => {
    const pinned = row('pinned.example', {
      connections: { ...noConnections, unseen: 2, silent: 1 },
      bytes: { read: 0, scanned: 0, unseen: 9 },
    });
    const lines = describeBreakdown({
      connections: { read: 1, scanned: 0, unseen: 2, silent: 1 },
      hosts: { rows: [pinned, row('api.example')] },
      countries: { rows: [row('US')] },
    });
    expect(lines).toEqual([
      'connections: 1 read, 0 scanned, 2 unseen, 1 without data',
      '2 hosts, of 1 something was not seen',
      '  pinned.example: 3 connections (2 unseen, 1 without data); bytes: 0 read, 0 scanned, 9 unseen',
      '  api.example: 1 connection (1 read); bytes: 10 read, 0 scanned, 0 unseen',
      '1 country',
      '  US: 1 connection (1 read); bytes: 10 read, 0 scanned, 0 unseen',
    ]);
  });

  it('says what a host is an alias of, and who says so, or that nobody knows', () => {
    const chain = [
      { name: 'api.example', cname: 'cdn.example', ttl: 300 },
      { name: 'cdn.example', cname: 'edge.agora.io', ttl: 60 },
    ];
    const lineOf = (resolution: CoverageRow['resolution']) =>
      describeBreakdown({
        connections: noConnections,
        hosts: { rows: [row('api.example', resolution === undefined ? {} : { resolution })] },
        countries: { rows: [] },
      }).at(-1);
    expect(lineOf({ resolver: '192.0.2.53', chain, chainUnknown: null })).toBe(
      '  api.example, alias of cdn.example, edge.agora.io (resolver 192.0.2.53, 60 s): 1 connection (1 read); bytes: 10 read, 0 scanned, 0 unseen',
    );
    expect(lineOf({ resolver: null, chain, chainUnknown: 'other-addresses' })).toContain('(resolver unknown, 60 s; other-addresses)');
    expect(lineOf({ resolver: null, chain: [], chainUnknown: 'late' })).toContain('api.example, aliases not known (late):');
  });

  it('shows ten, and says how many there were', () => {
    const rows = Array.from({ length: 14 }, (_, index) => row(`h${index}`));
    const others = { names: 5, connections: noConnections, messages: noSight, bytes: noSight };
    const lines = describeBreakdown({ connections: noConnections, hosts: { rows, others }, countries: { rows: [] } });
    expect([lines.length, lines[1], lines.at(-1)]).toEqual([13, '19 hosts', '  … and 9 more; the json report has the first 14']);
  });
});
