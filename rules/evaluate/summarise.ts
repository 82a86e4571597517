import type { Doubt } from '../../model/index.js';
import type { CompiledRuleset } from '../compile/compile-ruleset.js';
import type { JudgeSummary } from '../judge.js';
import type { Ruleset } from '../ruleset.js';
import type { Exceptions } from './exceptions.js';
import type { Expectations } from './expectations.js';
import type { Learner } from './learner.js';

/** What the judge noted during a run. Rules and fields by their index. */
export interface RunNotes {
  readonly traffic: boolean;
  readonly exercised: ReadonlySet<number>;
  readonly plantedSeen: ReadonlySet<number>;
  readonly lookedFor: ReadonlySet<number>;
  readonly expectations: Expectations;
  readonly exceptions: Exceptions;
  readonly learner: Learner;
  readonly now: number;
}

/** What the end of the run must know beside findings. */
export function summarise(ruleset: Ruleset, compiled: CompiledRuleset, notes: RunNotes): JudgeSummary {
  const { rules, fields } = compiled;
  const isEmpty = (rule: CompiledRuleset['rules'][number]): boolean =>
    rule.fields.length > 0 && rule.fields.every((field) => compiled.isEmpty(field));
  const unexercised = rules.filter((rule) => rule.own && !notes.exercised.has(rule.index) && !isEmpty(rule));
  const inScope = ruleset.scope === undefined ? '' : 'in the scope of the run ';
  const doubts: Doubt[] = [
    ...(notes.traffic ? [] : [{ kind: 'no-traffic', detail: `no traffic ${inScope}reached a server through the proxy` } as const]),
    ...(rules.length > 0 ? [] : [{ kind: 'no-rules', detail: 'the ruleset has none, or all are switched off' } as const]),
    ...notes.expectations.doubts(),
    ...unexercised.map(
      ({ id }): Doubt => ({ kind: 'unexercised-rule', ruleId: id, detail: 'nothing that could be judged met its `when`' }),
    ),
    ...rules.filter(isEmpty).map(
      (rule): Doubt => ({
        kind: 'rule-without-fields',
        ruleId: rule.id,
        detail: whyEmpty(rule, notes.learner),
        cause: notes.learner.emptyCause(rule.fields),
      }),
    ),
    ...notes.learner.doubts(new Set(rules.flatMap((rule) => rule.fields))),
  ];
  const unseen = fields.filter(
    (field) => (compiled.hasPlanted(field) || field.definition.learn !== undefined) && !notes.plantedSeen.has(field.index),
  );
  const namesOf = (lookedFor: boolean): string[] =>
    unseen.filter(({ index }) => notes.lookedFor.has(index) === lookedFor).map(({ name }) => name);
  return {
    doubts,
    unexercisedRules: unexercised.map(({ id }) => id),
    exceptions: notes.exceptions.uses(notes.now),
    levelChanges: ruleset.levelChanges.map(({ ruleId, from, to, place }) => ({ ruleId, from, to, place: `${place.file}:${place.line}` })),
    plantedNeverSeen: namesOf(true),
    plantedNotLookedFor: namesOf(false),
  };
}

function whyEmpty({ fields }: CompiledRuleset['rules'][number], learner: Learner): string {
  const names = fields.map(({ name }) => `\`${name}\``).join(', ');
  const dropped = fields.some(({ definition }) => definition.valuesDropped);
  const reasons = [
    ...(dropped ? ['the environment variables of the values are not set'] : []),
    ...fields.flatMap((field) => learner.whyEmpty(field) ?? []),
  ];
  const why = reasons.length === 0 ? '' : `: ${reasons.join('; ')}`;
  return `${names} ${fields.length === 1 ? 'has' : 'have'} nothing to look for${why}`;
}
