import type { Coverage } from '../model/index.js';
import { addConnections, addSight, mergeTables } from './tally/coverage-table.js';
import { addInjectedFaults } from './tally/injected-fault-counter.js';

/** Coverage of nothing. */
export const emptyCoverage: Coverage = {
  connections: 0,
  connectionsByInterception: {},
  exchanges: 0,
  messages: { read: 0, scanned: 0, unseen: 0 },
  bytes: { read: 0, scanned: 0, unseen: 0 },
  pauses: 0,
};

/** The coverage of two runs together: every count added. */
export function addCoverage(a: Coverage, b: Coverage): Coverage {
  const byInterception = new Map(Object.entries(a.connectionsByInterception));
  for (const [name, count] of Object.entries(b.connectionsByInterception))
    byInterception.set(name, (byInterception.get(name) ?? 0) + count);
  return {
    connections: a.connections + b.connections,
    connectionsByInterception: Object.fromEntries(byInterception),
    exchanges: a.exchanges + b.exchanges,
    messages: addSight(a.messages, b.messages),
    bytes: addSight(a.bytes, b.bytes),
    pauses: a.pauses + b.pauses,
    ...mergeBreakdowns(a, b),
    ...addLimits(a, b),
  };
}

function addLimits(a: Coverage, b: Coverage): Pick<Coverage, 'outOfScope' | 'aliasesUnknown' | 'injectedFaults'> {
  const [one, other] = [a.outOfScope, b.outOfScope];
  const sum = (key: keyof NonNullable<Coverage['outOfScope']>): number => (one?.[key] ?? 0) + (other?.[key] ?? 0);
  const outOfScope = {
    connections: sum('connections'),
    exchanges: sum('exchanges'),
    messages: sum('messages'),
    bytes: sum('bytes'),
    unread: sum('unread'),
  };
  const aliasesUnknown = (a.aliasesUnknown ?? 0) + (b.aliasesUnknown ?? 0);
  const injectedFaults = addInjectedFaults(a.injectedFaults ?? [], b.injectedFaults ?? []);
  return {
    ...(injectedFaults.length === 0 ? {} : { injectedFaults }),
    ...(one === undefined && other === undefined ? {} : { outOfScope }),
    ...(aliasesUnknown === 0 ? {} : { aliasesUnknown }),
  };
}

/** Of what counts for nothing there is nothing to break down; of a run that was recorded without it, nothing is known. */
function mergeBreakdowns(a: Coverage, b: Coverage): Pick<Coverage, 'breakdown'> {
  if (a.breakdown === undefined || b.breakdown === undefined) {
    const known = a.breakdown ?? b.breakdown;
    return known === undefined || sawTraffic(a.breakdown === undefined ? a : b) ? {} : { breakdown: known };
  }
  return {
    breakdown: {
      connections: addConnections(a.breakdown.connections, b.breakdown.connections),
      hosts: mergeTables(a.breakdown.hosts, b.breakdown.hosts),
      countries: mergeTables(a.breakdown.countries, b.breakdown.countries),
    },
  };
}

/** Whether anything at all came by, inspected or not. A captured file has messages without connections. */
export function sawTraffic({ connections, exchanges, messages }: Coverage): boolean {
  return connections + exchanges + messages.read + messages.scanned + messages.unseen > 0;
}
