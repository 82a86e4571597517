import type { LearnPlace, LearnSource } from '../ruleset.js';
import { checkJsonPath } from './check-json-path.js';
import { child, type RulesetNode, textOf } from './node.js';
import type { ReadContext } from './read-context.js';
import { readHostSet, readSet } from './read-set.js';

/** One entry of a field's `learn`; nothing when a key it cannot do without is missing or broken (the schema check says so). */
export function readLearn(node: RulesetNode, context: ReadContext): LearnSource | undefined {
  const host = readHostSet(child(node, 'host'), context);
  const path = readSet(child(node, 'path'));
  const status = readSet(child(node, 'status'));
  const at = readPlace(child(node, 'at'), context);
  if (host === undefined || path === undefined || at === undefined) return undefined;
  return { place: node.place, host, path, ...(status && { status }), at };
}

/** Header names are compared without case, and are in lower case; cookie names are not. */
function readPlace(node: RulesetNode | undefined, { problems }: ReadContext): LearnPlace | undefined {
  if (node?.kind === 'text') {
    const reason = node.text.startsWith('$') ? checkJsonPath(node.text) : undefined;
    if (reason) problems.add(node.place, reason);
    return { kind: 'body', path: node.text };
  }
  const header = textOf(child(node, 'header'));
  if (header !== undefined) return { kind: 'header', name: header.toLowerCase() };
  const cookie = textOf(child(node, 'cookie'));
  return cookie === undefined ? undefined : { kind: 'cookie', name: cookie };
}
