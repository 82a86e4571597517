import { describe, expect, it } from 'vitest';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import { createExceptions } from '../../../rules/evaluate/exceptions.js';
import { createExpectations } from '../../../rules/evaluate/expectations.js';
import { createLearner } from '../../../rules/evaluate/learner.js';
import { createSightings } from '../../../rules/evaluate/sightings.js';
import { summarise } from '../../../rules/evaluate/summarise.js';
import { field, place, rule, ruleset, start, suppression } from './samples.js';

const rules = ruleset(
  [
    rule('met', { fields: ['planted'] }),
    rule('unmet', { fields: ['planted'] }),
    rule('pack/unmet', { fields: ['planted'], own: false }),
    rule('hollow', { fields: ['dropped'] }),
    rule('bare', { fields: ['dropped', 'bare'] }),
  ],
  [field('planted', { values: ['u-7f3a9c21d0'] }), field('dropped', { valuesDropped: true }), field('bare', {})],
  { suppressions: [suppression({})], levelChanges: [{ ruleId: 'pack/*', from: 'error', to: 'off', place }] },
);
const compiled = compileRuleset(rules, new Map());
const summary = (parts: Partial<ReturnType<typeof createSightings>>) =>
  summarise(rules, compiled, {
    ...createSightings(),
    expectations: createExpectations(rules, compiled.field),
    exceptions: createExceptions(rules),
    learner: createLearner(compiled),
    now: start,
    ...parts,
  });

describe('summarise', () => {
  it('says what a run leaves in doubt', () => {
    const { doubts, unexercisedRules, plantedNeverSeen, plantedNotLookedFor } = summary({});
    expect(doubts.map(({ kind }) => kind)).toEqual([
      'no-traffic',
      'unexercised-rule',
      'unexercised-rule',
      'rule-without-fields',
      'rule-without-fields',
    ]);
    expect(unexercisedRules).toEqual(['met', 'unmet']);
    expect([plantedNeverSeen, plantedNotLookedFor]).toEqual([[], ['planted']]);
    const sought = summary({ lookedFor: new Set([0]) });
    expect([sought.plantedNeverSeen, sought.plantedNotLookedFor]).toEqual([['planted'], []]);
  });

  it('leaves out what was met and seen', () => {
    const { doubts, unexercisedRules, plantedNeverSeen } = summary({ traffic: true, exercised: new Set([0]), plantedSeen: new Set([0]) });
    expect(doubts).toHaveLength(3);
    expect(unexercisedRules).toEqual(['unmet']);
    expect(plantedNeverSeen).toEqual([]);
  });

  it('says why a rule has nothing to look for, and what was changed or excepted', () => {
    const { doubts, exceptions, levelChanges } = summary({});
    const details = doubts.filter(({ kind }) => kind === 'rule-without-fields').map((doubt) => 'detail' in doubt && doubt.detail);
    expect(details[0]).toBe('`dropped` has nothing to look for: the environment variables of the values are not set');
    expect(details[1]).toContain('`dropped`, `bare` have');
    expect(levelChanges).toEqual([{ ruleId: 'pack/*', from: 'error', to: 'off', place: 'rules.yaml:1' }]);
    expect(exceptions).toMatchObject([{ used: 0, state: 'active' }]);
  });
});
