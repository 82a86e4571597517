import type { Coverage } from '../model/index.js';

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
    messages: addSeen(a.messages, b.messages),
    bytes: addSeen(a.bytes, b.bytes),
    pauses: a.pauses + b.pauses,
  };
}

/** Whether anything at all came by, inspected or not. A captured file has messages without connections. */
export function sawTraffic({ connections, exchanges, messages }: Coverage): boolean {
  return connections + exchanges + messages.read + messages.scanned + messages.unseen > 0;
}

function addSeen(a: Coverage['messages'], b: Coverage['messages']): Coverage['messages'] {
  return { read: a.read + b.read, scanned: a.scanned + b.scanned, unseen: a.unseen + b.unseen };
}
