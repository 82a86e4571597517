import { describe, expect, it } from 'vitest';
import type { CoverageRow } from '../../../model/index.js';
import { noConnections, noSight } from '../../../report/tally/coverage-table.js';
import { NameTable } from '../../../report/tally/name-table.js';

const row = (name: string): CoverageRow => ({ name, connections: { ...noConnections, read: 1 }, messages: noSight, bytes: noSight });

describe('NameTable', () => {
  it('tells a thousand names apart, and loses no connection to others', () => {
    const table = new NameTable();
    for (let index = 0; index < 1_500; index += 1) table.add(row(`h${index}`));
    table.add(row('h3'));
    const { rows, others } = table.result();
    expect(rows[0]).toMatchObject({ name: 'h3', connections: { read: 2 } });
    expect(others?.names).toBe(1_450);
    expect(rows.reduce((sum, { connections }) => sum + connections.read, others?.connections.read ?? 0)).toBe(1_501);
  });
});
