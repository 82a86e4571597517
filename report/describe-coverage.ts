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
    ...rows.slice(0, shownRows).map((row) => `  ${row.name}${aliasesOf(row)}: ${amounts(row)}`),
    ...(more === 0 ? [] : [`  … and ${more} more; the json report has the first ${rows.length}`]),
  ];
}

/** `, alias of cdn.example, edge.agora.io (resolver 192.0.2.53, 60 s)`; or why nobody knows. */
function aliasesOf({ resolution }: Pick<CoverageRow, 'resolution'>): string {
  if (resolution === undefined) return '';
  const { chain, resolver, chainUnknown } = resolution;
  if (chain.length === 0) return `, aliases not known (${chainUnknown ?? 'not asked'})`;
  const doubt = chainUnknown === null ? '' : `; ${chainUnknown}`;
  const shortest = Math.min(...chain.map(({ ttl }) => ttl));
  return `, alias of ${chain.map(({ cname }) => cname).join(', ')} (resolver ${resolver ?? 'unknown'}, ${shortest} s${doubt})`;
}

function amounts({ connections, bytes }: Pick<CoverageRow, 'connections' | 'bytes'>): string {
  return `${counted(totalOf(connections), 'connection')} (${seen(connections)}); bytes: ${sight(bytes)}`;
}

function seen(connections: ConnectionSight): string {
  const parts = (['read', 'scanned', 'unseen', 'silent'] as const).filter((key) => connections[key] > 0);
  return parts.map((key) => `${connections[key]} ${key === 'silent' ? 'without data' : key}`).join(', ');
}

function sight({ read, scanned, unseen }: Sight): string {
  return `${read} read, ${scanned} scanned, ${unseen} unseen`;
}
