import type { OperatorDefinition, RuleDefinition } from '../ruleset.js';
import type { LoadContext } from './load-context.js';

/** Where operators that ship with us stand, for messages. */
const builtInPlace = { file: 'plainsight:operators', line: 1, column: 1 };

/** The operators of a ruleset: those it declares, and those that ship with us as far as its rules name them, by name or by group. */
export function usedOperators(
  declared: ReadonlyMap<string, OperatorDefinition>,
  rules: readonly RuleDefinition[],
  context: Pick<LoadContext, 'operators' | 'operatorGroups'>,
): { readonly operators: ReadonlyMap<string, OperatorDefinition>; readonly groups: ReadonlyMap<string, readonly string[]> } {
  const operators = new Map(declared);
  const groups = new Map<string, readonly string[]>();
  const use = (name: string): void => {
    const entry = operators.has(name) ? undefined : context.operators?.get(name);
    if (entry === undefined) return;
    operators.set(name, { name, place: builtInPlace, domains: entry.domains, asns: entry.asns.map(([asn]) => asn) });
  };
  for (const name of new Set(rules.flatMap(({ never }) => never.flatMap(({ operator }) => operator?.members ?? [])))) {
    const members = operators.has(name) ? undefined : context.operatorGroups?.get(name);
    if (members === undefined) use(name);
    else {
      groups.set(name, members);
      for (const member of members) use(member);
    }
  }
  return { operators, groups };
}
