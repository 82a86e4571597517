import { allLocations } from '../compile/compile-rule.js';
import { compileWordSet } from '../compile/compile-set.js';
import type { Forbidden, RuleDefinition, Ruleset } from '../ruleset.js';
import type { RulesetProblem } from '../ruleset-error.js';

/** Rules whose `when` and `never` contradict themselves or each other. Not those that traffic happens never to meet: the verdict says that. */
export function rulesThatNeverFire({ rules }: Ruleset): readonly RulesetProblem[] {
  return rules.flatMap((rule) => {
    if (rule.level === 'off') return [];
    const outside = contradictoryWhen(rule);
    const reasons = rule.never.map((forbidden) => outside ?? contradiction(forbidden, rule));
    const [first] = reasons;
    if (first === undefined || reasons.includes(undefined)) return [];
    return [{ place: rule.place, message: `the rule \`${rule.id}\` can never fire: ${first}` }];
  });
}

/** Places of a request that a response does not have. (Answers of DNS have names.) */
const requestOnly = ['url', 'query'];

function contradictoryWhen({ when }: RuleDefinition): string | undefined {
  const { before = [], during = [], after = [] } = when;
  const [step] = before;
  if (step !== undefined && before.length === 1) {
    if (during.length > 0 && during.every((name) => name === step))
      return `nothing is both before and during \`${step}\`; drop one of them`;
    if (after.length > 0 && after.every((each) => 'step' in each && each.step === step))
      return `nothing is both before and after \`${step}\`; drop one of them`;
  }
  return undefined;
}

function contradiction(forbidden: Forbidden, { when }: RuleDefinition): string | undefined {
  if (forbidden.wire === 'cleartext' && forbidden.tlsBelow)
    return 'what is in cleartext has no TLS version; make a list of two maps under `never`';
  const asked = [when.location, forbidden.location].flatMap((set) => (set === undefined ? [] : [compileWordSet(set)]));
  const possible = allLocations.filter((location) => asked.every((holds) => holds(location)));
  if (possible.length === 0) return 'the locations of its `when` and its `never` exclude each other; drop one of them';
  if (when.direction === 'server-to-client' && possible.every((location) => requestOnly.includes(location))) {
    return `a response has no ${possible.join(' or ')}; drop \`direction\`, or name other locations`;
  }
  const ofRequests = when.path ? 'path' : when.method ? 'method' : undefined;
  if (ofRequests !== undefined && possible.every((location) => location === 'stream')) {
    return `what stands in a stream belongs to no request, so it has no ${ofRequests}; drop \`${ofRequests}\``;
  }
  return undefined;
}
