import type { ConnectionSight, CoverageRow, CoverageTable, Sight } from '../../model/index.js';

/** Rows that a table keeps; the rest is summed up. */
export const mostRows = 50;

type Amounts = Omit<CoverageRow, 'name' | 'resolution'>;

export const noSight: Sight = { read: 0, scanned: 0, unseen: 0 };
export const noConnections: ConnectionSight = { ...noSight, silent: 0 };
const nothing: Amounts = { connections: noConnections, messages: noSight, bytes: noSight };

/**
 * A table of rows, equal names added up: those with the most unseen traffic first, then those with the most connections, at most
 * {@link mostRows}; what is beyond them, and beyond those of tables that this one is made of, is summed up as `others`.
 */
export function coverageTable(rows: readonly CoverageRow[], others: readonly CoverageTable['others'][] = []): CoverageTable {
  const byName = new Map<string, CoverageRow>();
  for (const row of rows) byName.set(row.name, addRow(byName.get(row.name), row));
  const sorted = [...byName.values()].sort(mostTellingFirst);
  const kept = sorted.slice(0, mostRows);
  const beyond = sorted.slice(mostRows);
  const sums = others.filter((other) => other !== undefined);
  if (beyond.length === 0 && sums.length === 0) return { rows: kept };
  const names = beyond.length + sums.reduce((sum, other) => sum + other.names, 0);
  return { rows: kept, others: { names, ...[...beyond, ...sums].reduce<Amounts>(addAmounts, nothing) } };
}

/** Two tables of the same kind as one. */
export function mergeTables(a: CoverageTable, b: CoverageTable): CoverageTable {
  return coverageTable([...a.rows, ...b.rows], [a.others, b.others]);
}

export function addSight(a: Sight, b: Sight): Sight {
  return { read: a.read + b.read, scanned: a.scanned + b.scanned, unseen: a.unseen + b.unseen };
}

export function addConnections(a: ConnectionSight, b: ConnectionSight): ConnectionSight {
  return { ...addSight(a, b), silent: a.silent + b.silent };
}

/** How many there are in all. */
export function totalOf({ read, scanned, unseen, silent }: ConnectionSight): number {
  return read + scanned + unseen + silent;
}

/** A row with another of the same name: what is known of the name is the later one's, if it says anything. */
export function addRow(known: CoverageRow | undefined, row: CoverageRow): CoverageRow {
  if (known === undefined) return row;
  const resolution = row.resolution ?? known.resolution;
  return { name: row.name, ...addAmounts(known, row), ...(resolution === undefined ? {} : { resolution }) };
}

/** Everything of two rows, added up. */
export function addAmounts(a: Amounts, b: Amounts): Amounts {
  return {
    connections: addConnections(a.connections, b.connections),
    messages: addSight(a.messages, b.messages),
    bytes: addSight(a.bytes, b.bytes),
  };
}

/** By code unit where all else is equal, so that reports are the same in every locale. */
function mostTellingFirst(a: CoverageRow, b: CoverageRow): number {
  return (
    b.connections.unseen - a.connections.unseen ||
    b.bytes.unseen - a.bytes.unseen ||
    totalOf(b.connections) - totalOf(a.connections) ||
    (a.name < b.name ? -1 : 1)
  );
}
