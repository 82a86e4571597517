import { describe, expect, it } from 'vitest';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import { createSlots, planFor } from '../../../rules/evaluate/plan.js';
import type { SceneContext } from '../../../rules/evaluate/scene.js';
import { createRunClock } from '../../../rules/evaluate/step-clock.js';
import type { RuleDefinition } from '../../../rules/ruleset.js';
import { cleartextConnection, connection, field, message, region, rule, ruleset, start } from './samples.js';

const fields = [
  field('planted', { values: ['u-7f3a9c21d0'] }),
  field('named', { names: ['token'] }),
  field('shaped', { patterns: ['a+'] }),
  field('empty', {}),
];
const inTarget = { location: { mode: 'in' as const, members: ['url', 'query'] } };
const setUp = (...rules: readonly Partial<RuleDefinition>[]) => {
  const compiled = compileRuleset(
    ruleset(
      rules.map((parts, index) => rule(`r${index}`, parts)),
      fields,
    ),
    new Map(),
  );
  const clock = createRunClock();
  const context: SceneContext = {
    clock,
    judgeRegion: () => ({ verdict: 'allowed', conditional: false }),
    groups: new Map(),
    autonomousSystem: () => undefined,
    nameOperators: () => [],
  };
  return { compiled, clock, context };
};
const planOf = (...rules: readonly Partial<RuleDefinition>[]) => {
  const { compiled, context } = setUp(...rules);
  const on = connection();
  return planFor(createSlots(), on, message(on, 'GET /'), compiled, context);
};

describe('planFor', () => {
  it('looks no further than the live rules ask', () => {
    expect(planOf({ fields: ['planted'] })).toMatchObject({ literals: 'all', walk: false, target: 'nothing' });
    expect(planOf({ fields: ['planted'], never: [inTarget] })).toMatchObject({ literals: 'target', walk: false });
    expect(planOf({ fields: ['named'] })).toMatchObject({ literals: 'nothing', walk: true });
    expect(planOf({ fields: ['named'], never: [inTarget] })).toMatchObject({ walk: false, target: 'names' });
    expect(planOf({ fields: ['named', 'shaped'], never: [inTarget] })).toMatchObject({ walk: false, target: 'any' });
    expect(planOf({ fields: ['empty'] })).toMatchObject({ literals: 'nothing', walk: false, target: 'nothing' });
    expect(planOf({ fields: ['planted'], never: [{ wire: 'cleartext' }] })).toMatchObject({ live: [], literals: 'nothing' });
    expect(planOf({}).connectionRules).toHaveLength(1);
  });

  it('is made anew only when what it was made from changes', () => {
    const { compiled, clock, context } = setUp({ fields: ['planted'], when: { before: ['consent'] } });
    const slots = createSlots();
    const on = connection();
    const plan = (of = on, parts: Parameters<typeof message>[2] = {}) => planFor(slots, of, message(on, 'GET /', parts), compiled, context);
    const first = plan();
    expect(plan()).toBe(first);
    expect(plan(on, { status: 200 })).not.toBe(first);
    expect(plan()).toBe(first);
    clock.begin('consent', start + 10);
    const early = plan();
    expect(early).not.toBe(first);
    expect(early.live).toHaveLength(1);
    expect(plan(on, { startedDateTime: start + 20 }).live).toHaveLength(0);
    const dialled = { ...on, server: { address: '203.0.113.9', port: 443, region: region('CN') } };
    expect(plan(dialled)).not.toBe(early);
    const before = plan(dialled);
    compiled.plant('empty', 'session-77aa88');
    expect(plan(dialled)).not.toBe(before);
  });

  it('keeps the directions of a connection apart', () => {
    const { compiled, context } = setUp({ fields: ['planted'], when: { direction: 'server-to-client' } });
    const slots = createSlots();
    const on = cleartextConnection();
    expect(planFor(slots, on, message(on, 'GET /'), compiled, context).live).toHaveLength(0);
    expect(planFor(slots, on, message(on, 'GET /', { status: 200 }), compiled, context).live).toHaveLength(1);
  });
});
