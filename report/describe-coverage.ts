import type { ConnectionSight, CoverageBreakdown, CoverageRow, CoverageTable, Sight } from '../model/index.js';
import { counted } from './counted.js';
import { totalOf } from './tally/coverage-table.js';

/** Rows shown to people for hosts, and for countries; the json report has all that were kept. */
const shownRows = 10;

/** Coverage by connection, host and country, a line each: those with the most unseen traffic first. */
export function describeBreakdown({ connections, hosts, countries }: CoverageBreakdown): string[] {
  const { silent } = connections;
  return [
    `connections: ${sight(connections)}${silent === 0 ? '' : `, ${silent} without data`}`,
    ...tableLines('host', 'hosts', hosts),
    ...tableLines('country', 'countries', countries),
  ];
}

function tableLines(noun: string, plural: string, { rows, others }: CoverageTable): string[] {
  if (rows.length === 0) return [];
  const unseen = rows.filter(({ connections }) => connections.unseen > 0).length;
  const more = (rows.length > shownRows ? rows.length - shownRows : 0) + (others?.names ?? 0);
  return [
    `${counted(rows.length + (others?.names ?? 0), noun, plural)}${unseen === 0 ? '' : `, of ${unseen} something was not seen`}`,
    ...rows.slice(0, shownRows).map((row) => `  ${row.name}: ${amounts(row)}`),
    ...(more === 0 ? [] : [`  … and ${more} more; the json report has the first ${rows.length}`]),
  ];
}

function amounts({ connections, bytes }: Omit<CoverageRow, 'name'>): string {
  return `${counted(totalOf(connections), 'connection')} (${seen(connections)}); bytes: ${sight(bytes)}`;
}

function seen(connections: ConnectionSight): string {
  const parts = (['read', 'scanned', 'unseen', 'silent'] as const).filter((key) => connections[key] > 0);
  return parts.map((key) => `${connections[key]} ${key === 'silent' ? 'without data' : key}`).join(', ');
}

function sight({ read, scanned, unseen }: Sight): string {
  return `${read} read, ${scanned} scanned, ${unseen} unseen`;
}
