import type { Forbidden, RuleDefinition, Ruleset, SetExpression, Suppression } from './ruleset.js';
import type { RulesetProblem } from './ruleset-error.js';

/**
 * What is odd in a ruleset that loads: exceptions that have ended or are about to, fields nothing uses, rules that can never fire, suppressions that
 * others cover. Not what is wrong with it: that is thrown by `loadRuleset`.
 */
export function lintRuleset(ruleset: Ruleset): readonly RulesetProblem[] {
  return [
    ...ruleset.warnings,
    ...deadFields(ruleset),
    ...deadOperators(ruleset),
    ...ruleset.rules.flatMap(neverFires),
    ...coveredSuppressions(ruleset.suppressions),
  ];
}

function deadFields({ fields, rules, expectations }: Ruleset): readonly RulesetProblem[] {
  const used = new Set([
    ...rules.filter(({ level }) => level !== 'off').flatMap((rule) => rule.fields),
    ...expectations.flatMap(({ field }) => field ?? []),
  ]);
  return [...fields.values()].flatMap(({ name, place }) =>
    used.has(name) || place.file.startsWith('plainsight:') ? [] : [{ place, message: `no rule or expectation uses the field \`${name}\`` }],
  );
}

function deadOperators({ operators, rules }: Ruleset): readonly RulesetProblem[] {
  const used = new Set(
    rules.filter(({ level }) => level !== 'off').flatMap(({ never }) => never.flatMap(({ operator }) => operator?.members ?? [])),
  );
  return [...operators.values()].flatMap(({ name, place }) =>
    used.has(name) || place.file.startsWith('plainsight:') ? [] : [{ place, message: `no rule uses the operator \`${name}\`` }],
  );
}

function neverFires(rule: RuleDefinition): readonly RulesetProblem[] {
  if (rule.level === 'off') return [];
  const outside = contradictoryWhen(rule);
  const reasons = rule.never.map((forbidden) => outside ?? contradiction(forbidden, rule));
  const [first] = reasons;
  if (first === undefined || reasons.includes(undefined)) return [];
  return [{ place: rule.place, message: `the rule \`${rule.id}\` can never fire: ${first}` }];
}

/** Places of a request that a response does not have. (Answers of DNS have names.) */
const requestOnly = ['url', 'query'];
const locations = ['url', 'query', 'header', 'cookie', 'body', 'trailer', 'stream', 'name'];

function contradictoryWhen({ when }: RuleDefinition): string | undefined {
  const { before = [], during = [], after = [] } = when;
  const [step] = before;
  if (step !== undefined && before.length === 1) {
    if (during.length > 0 && during.every((name) => name === step)) return `nothing is both before and during \`${step}\``;
    if (after.length > 0 && after.every((each) => 'step' in each && each.step === step))
      return `nothing is both before and after \`${step}\``;
  }
  return undefined;
}

function contradiction(forbidden: Forbidden, { when }: RuleDefinition): string | undefined {
  if (forbidden.wire === 'cleartext' && forbidden.tlsBelow) return 'what is in cleartext has no TLS version';
  const asked = [when.location, forbidden.location].filter((set) => set !== undefined);
  const possible = locations.filter((location) => asked.every((set) => holds(set, location)));
  if (possible.length === 0) return 'the locations of its `when` and its `never` exclude each other';
  if (when.direction === 'server-to-client' && possible.every((location) => requestOnly.includes(location))) {
    return `a response has no ${possible.join(' or ')}`;
  }
  return undefined;
}

function holds({ mode, members }: SetExpression, member: string): boolean {
  return members.includes(member) === (mode === 'in');
}

const narrowing = ['field', 'host', 'path', 'at', 'step', 'fingerprint'] as const;

function coveredSuppressions(suppressions: readonly Suppression[]): readonly RulesetProblem[] {
  return suppressions.flatMap((suppression, index) => {
    const cover = suppressions.find((other, at) => {
      if (other === suppression || other.rule !== suppression.rule) return false;
      const wider = narrowing.every((key) => other[key] === undefined || other[key] === suppression[key]);
      const equal = wider && narrowing.every((key) => other[key] === suppression[key]);
      return equal ? at < index : wider && other.until >= suppression.until;
    });
    return cover
      ? [
          {
            place: suppression.place,
            message: `the suppression in ${cover.place.file}:${cover.place.line} covers this one: keep one of them`,
          },
        ]
      : [];
  });
}
