import type { Place, Ruleset } from '../ruleset.js';
import type { RulesetProblem } from '../ruleset-error.js';

/** Fields and operators that nothing uses. Those of packs are there for whoever extends them. */
export function unusedNames({ fields, operators, operatorGroups, rules, expectations }: Ruleset): readonly RulesetProblem[] {
  const live = rules.filter(({ level }) => level !== 'off');
  const usedFields = new Set([...live.flatMap((rule) => rule.fields), ...expectations.flatMap(({ field }) => field ?? [])]);
  const named = live.flatMap(({ never }) => never.flatMap(({ operator }) => operator?.members ?? []));
  const usedOperators = new Set(named.flatMap((name) => [name, ...(operatorGroups?.get(name) ?? [])]));
  return [
    ...unused(fields.values(), usedFields, (name) => `no rule or expectation uses the field \`${name}\`: use it, or remove it`),
    ...unused(operators.values(), usedOperators, (name) => `no rule uses the operator \`${name}\`: use it, or remove it`),
  ];
}

function unused(
  declared: Iterable<{ readonly name: string; readonly place: Place }>,
  used: ReadonlySet<string>,
  message: (name: string) => string,
): readonly RulesetProblem[] {
  return [...declared].flatMap(({ name, place }) =>
    used.has(name) || place.file.startsWith('plainsight:') ? [] : [{ place, message: message(name) }],
  );
}
