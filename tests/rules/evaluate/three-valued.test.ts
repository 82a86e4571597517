import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../model/index.js';
import type { RuleDefinition } from '../../../rules/ruleset.js';
import fc from '../../harness/fast-check.js';
import { field, judgeOf, ruleset, start } from './samples.js';
import {
  autonomousSystem,
  consent,
  type Deletion,
  definition,
  deletions,
  type Facts,
  facts,
  operators,
  passDeletion,
  perform,
  planted,
  violated,
  worldsOf,
} from './worlds.js';

describe('judging, against an evaluation of every possible world', () => {
  it('is clear only if no world is violated, and fails only if all are', () => {
    fc.assert(
      fc.property(definition, facts, deletions, (rules, known, deletion) => {
        const worlds = worldsOf(known, deletion);
        const outcomes = new Set(worlds.map((world) => violated(rules, known, world)));
        const judged = judge(rules, known, deletion);
        const what = judged.some(({ kind }) => kind === 'fail') ? 'fail' : judged.length > 0 ? 'open' : 'clear';
        if (outcomes.has(true)) expect(what).not.toBe('clear');
        if (outcomes.has(false)) expect(what).not.toBe('fail');
        // Where everything is known, nothing may stay open.
        if (worlds.length === 1) expect(what).toBe(outcomes.has(true) ? 'fail' : 'clear');
      }),
      { numRuns: 1_000 },
    );
  });
});

function judge(rules: RuleDefinition, known: Facts, deletion: Deletion): readonly Judgement[] {
  const judging = judgeOf(ruleset([rules], [field('planted', { values: [planted] })], { operators }), {
    now: () => start + known.moment,
    autonomousSystem,
  });
  judging.steps.begin('consent', start + consent.begins);
  judging.steps.end('consent', start + consent.ends);
  passDeletion(judging, deletion);
  return perform(judging, known);
}
