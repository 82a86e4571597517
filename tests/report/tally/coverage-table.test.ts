import { describe, expect, it } from 'vitest';
import type { CoverageRow, CoverageTable } from '../../../model/index.js';
import { addRow, coverageTable, mergeTables, mostRows, totalOf } from '../../../report/tally/coverage-table.js';
import fc from '../../harness/fast-check.js';

const row = (name: string, read: number, unseen = 0): CoverageRow => ({
  name,
  connections: { read, scanned: 0, unseen, silent: 0 },
  messages: { read, scanned: 0, unseen },
  bytes: { read: 10 * read, scanned: 0, unseen: 10 * unseen },
});
const connectionsIn = ({ rows, others }: CoverageTable): number =>
  [...rows, ...(others === undefined ? [] : [others])].reduce((sum, { connections }) => sum + totalOf(connections), 0);

describe('coverageTable', () => {
  it('adds up equal names, and puts first what was seen least', () => {
    const { rows, others } = coverageTable([row('a', 5), row('b', 1, 1), row('a', 2), row('c', 9)]);
    expect(rows.map(({ name, connections }) => [name, totalOf(connections)])).toEqual([
      ['b', 2],
      ['c', 9],
      ['a', 7],
    ]);
    expect(others).toBeUndefined();
  });

  it('sums up what there is no room for', () => {
    const { rows, others } = coverageTable(Array.from({ length: mostRows + 3 }, (_, index) => row(`h${index}`, 100 - index)));
    expect(rows).toHaveLength(mostRows);
    expect(others).toMatchObject({ names: 3, connections: { read: 100 - mostRows + (99 - mostRows) + (98 - mostRows) } });
  });

  it('takes names for names: those that objects have of their own too', () => {
    expect(coverageTable([row('__proto__', 1), row('constructor', 2)]).rows.map(({ name }) => name)).toEqual(['constructor', '__proto__']);
  });
});

describe('addRow', () => {
  it('keeps what is known of a name, and takes the later word', () => {
    const said = (chainUnknown: 'late' | null) => ({ resolver: null, chain: [], chainUnknown });
    const first = { ...row('a', 1), resolution: said('late') };
    expect(addRow(undefined, first)).toBe(first);
    expect(addRow(first, row('a', 2))).toMatchObject({ connections: { read: 3 }, resolution: said('late') });
    expect(addRow(first, { ...row('a', 2), resolution: said(null) }).resolution).toEqual(said(null));
    expect(addRow(row('a', 1), row('a', 1))).not.toHaveProperty('resolution');
  });
});

describe('mergeTables', () => {
  it('loses no connection, whatever is merged', () => {
    const table = fc
      .array(fc.record({ name: fc.integer({ max: 120, min: 0 }), read: fc.nat(9), unseen: fc.nat(2) }), { maxLength: 150 })
      .map((rows) => coverageTable(rows.map(({ name, read, unseen }) => row(`h${name}`, read, unseen))));
    fc.assert(
      fc.property(table, table, (a, b) => {
        const merged = mergeTables(a, b);
        expect(connectionsIn(merged)).toBe(connectionsIn(a) + connectionsIn(b));
        expect(merged.rows.length).toBeLessThanOrEqual(mostRows);
      }),
      { numRuns: 60 },
    );
  });
});
