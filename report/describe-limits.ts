import type { Coverage } from '../model/index.js';
import { counted } from './counted.js';

/** What a run left aside, a line each: what was out of its scope, and names of which nobody knows what they are aliases of. */
export function describeLimits({ outOfScope, aliasesUnknown }: Coverage): string[] {
  const lines: string[] = [];
  if (outOfScope !== undefined) {
    const { connections, exchanges, messages, bytes } = outOfScope;
    const what = [counted(connections, 'connection'), counted(exchanges, 'exchange'), counted(messages, 'message'), counted(bytes, 'byte')];
    lines.push(`out of scope, judged by no rule: ${what.join(', ')}`);
  }
  if (aliasesUnknown !== undefined && aliasesUnknown > 0) {
    const of = aliasesUnknown === 1 ? 'its name is an alias of' : 'their names are aliases of';
    lines.push(`${counted(aliasesUnknown, 'connection')} of which it is not known what ${of}: rules on operators are not certain there`);
  }
  return lines;
}
