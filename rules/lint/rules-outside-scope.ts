import type { Ruleset, Scope, SetExpression } from '../ruleset.js';
import type { RulesetProblem } from '../ruleset-error.js';
import { hostCovers } from './host-covers.js';

/**
 * Rules and expectations that ask for hosts or devices outside the `scope` of the run: only a connection that goes by a name of each kind could
 * meet them, if any. Not those that ask for what is partly inside.
 */
export function rulesOutsideScope({ scope, rules, expectations, hosts }: Ruleset): readonly RulesetProblem[] {
  if (scope === undefined) return [];
  const isOutside = (set: SetExpression | undefined, kind: 'hosts' | 'clients'): boolean => {
    const inside = scope[kind];
    if (set?.mode !== 'in' || inside === undefined) return false;
    return !set.members.some((member) =>
      inside.some((pattern) => hostCovers(pattern, member, hosts) || hostCovers(member, pattern, hosts)),
    );
  };
  const problem = (what: string, asked: string, { place }: { readonly place: Scope['place'] }): RulesetProblem => ({
    place,
    message: `${what} asks for ${asked} outside the \`scope\` of the run (line ${scope.place.line}), where no rule judges; widen the scope, or drop it`,
  });
  return [
    ...rules.flatMap((rule) => {
      if (rule.level === 'off' || !rule.own) return [];
      if (isOutside(rule.when.client, 'clients')) return [problem(`the rule \`${rule.id}\``, 'devices', rule)];
      const hostsOutside = isOutside(rule.when.host, 'hosts') || rule.never.every(({ host }) => isOutside(host, 'hosts'));
      return hostsOutside ? [problem(`the rule \`${rule.id}\``, 'hosts', rule)] : [];
    }),
    ...expectations.flatMap((expectation) =>
      isOutside(expectation.host, 'hosts') ? [problem(`the expectation \`${expectation.id}\``, 'hosts', expectation)] : [],
    ),
  ];
}
