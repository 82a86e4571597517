import type { Scope } from '../ruleset.js';
import type { Layer, ScopePart } from './layer.js';
import { mergeByName } from './merge-by-name.js';
import type { TextNode } from './node.js';
import type { Problems } from './problems.js';

/** The scope that holds: the outer file's, as a whole. `flatten` resolves names of lists. */
export function mergeScope(
  roots: readonly Layer[],
  flatten: (members: readonly TextNode[]) => readonly string[],
  problems: Problems,
): Scope | undefined {
  const scopes = mergeByName(
    roots,
    ({ content: { scope } }) => new Map(scope === undefined ? [] : [['scope', { value: scope, place: scope.place }]]),
    same,
    () => 'the scope of the run',
    problems,
  );
  const scope = scopes.get('scope')?.value;
  if (scope === undefined) return undefined;
  const { place, hosts, clients } = scope;
  return { place, ...(hosts === undefined ? {} : { hosts: flatten(hosts) }), ...(clients === undefined ? {} : { clients }) };
}

function same(left: ScopePart, right: ScopePart): boolean {
  const key = ({ hosts, clients }: ScopePart): string =>
    JSON.stringify([hosts?.map(({ text }) => text).sort() ?? null, clients === undefined ? null : [...clients].sort()]);
  return key(left) === key(right);
}
