import { describe, expect, it } from 'vitest';
import { createCleanTargets } from '../../../rules/evaluate/clean-targets.js';
import type { FieldMatch } from '../../../rules/evaluate/match-fields.js';
import type { Plan } from '../../../rules/evaluate/plan.js';
import { at } from './samples.js';

const plan = (target: Plan['target'], targetKey = 'a') => ({ target, targetKey, fields: [{}] }) as unknown as Plan;
const match = (place: string): readonly FieldMatch[] => [
  { field: at(place, 'x'), value: 'x', recognisedAs: 'name', transforms: [], hashed: false },
];

describe('createCleanTargets', () => {
  it('remembers what held nothing, for the same fields', () => {
    const targets = createCleanTargets();
    expect(targets.needs(plan('any'), '/a')).toBe(true);
    targets.learn(plan('any'), '/a', () => []);
    expect(targets.needs(plan('any'), '/a')).toBe(false);
    expect(targets.needs(plan('any', 'b'), '/a')).toBe(true);
    targets.clear();
    expect(targets.needs(plan('any'), '/a')).toBe(true);
  });

  it('forgets nothing that held a field, but does not mind what stands elsewhere', () => {
    const targets = createCleanTargets();
    for (const place of ['url', 'query.q']) {
      targets.learn(plan('any'), '/a', () => match(place));
      expect(targets.needs(plan('any'), '/a'), place).toBe(true);
    }
    targets.learn(plan('any'), '/a', () => match('body.q'));
    expect(targets.needs(plan('any'), '/a')).toBe(false);
  });

  it('needs no bare target for names, and none at all for nothing', () => {
    const targets = createCleanTargets();
    expect(targets.needs(plan('names'), '/v1/me')).toBe(false);
    expect(targets.needs(plan('names'), '/v1/me?a=b')).toBe(true);
    expect(targets.needs(plan('nothing'), '/v1/me?a=b')).toBe(false);
  });

  it('is bounded in what it remembers', () => {
    const targets = createCleanTargets();
    const long = `/${'a'.repeat(1024)}`;
    targets.learn(plan('any'), long, () => []);
    expect(targets.needs(plan('any'), long)).toBe(true);
    for (let index = 0; index <= 1024; index += 1) targets.learn(plan('any'), `/${index}`, () => []);
    expect(targets.needs(plan('any'), '/0')).toBe(true);
    expect(targets.needs(plan('any'), '/1024')).toBe(false);
  });
});
