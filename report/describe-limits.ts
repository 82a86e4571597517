import type { Coverage } from '../model/index.js';
import { counted } from './counted.js';

/** Under which limits a run stands, a line each: what was out of its scope, names of which nobody knows what they are aliases of, and what was made to fail. */
export function describeLimits({ outOfScope, aliasesUnknown, injectedFaults = [] }: Coverage): string[] {
  const lines: string[] = [];
  if (outOfScope !== undefined) {
    const { connections, exchanges, messages, bytes, unread = 0 } = outOfScope;
    const what = [counted(connections, 'connection'), counted(exchanges, 'exchange'), counted(messages, 'message'), counted(bytes, 'byte')];
    const hidden = unread === 0 ? '' : `; ${unread} of the connections could not be read, and are outside by their names alone`;
    lines.push(`out of scope, judged by no rule: ${what.join(', ')}${hidden}`);
  }
  if (aliasesUnknown !== undefined && aliasesUnknown > 0) {
    const of = aliasesUnknown === 1 ? 'its name is an alias of' : 'their names are aliases of';
    lines.push(`${counted(aliasesUnknown, 'connection')} of which it is not known what ${of}: rules on operators are not certain there`);
  }
  for (const { host, fault, connections } of injectedFaults) {
    lines.push(`${counted(connections, 'connection')} made to fail on purpose: ${host ?? 'further hosts'} (${fault})`);
  }
  return lines;
}
