import { describe, expect, it } from 'vitest';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import { at, field, rule, ruleset } from '../evaluate/samples.js';

const compiled = (...fields: Parameters<typeof ruleset>[1]) =>
  compileRuleset(ruleset([rule('r', { fields: fields.map(({ name }) => name) }), rule('off', { level: 'off' })], fields), new Map());

describe('compileRuleset', () => {
  it('leaves out rules that are switched off', () => {
    expect(compiled(field('a', { names: ['a'] })).rules.map(({ id }) => id)).toEqual(['r']);
  });

  it('tells what can be scanned for', () => {
    const rules = compiled(
      field('long', { values: ['u-7f3a9c21d0'] }),
      field('short', { values: ['au'], under: ['carrier'] }),
      field('none', {}),
    );
    const of = (name: string) => rules.field(name)!;
    expect(rules.canBeScanned(of('long'))).toBe(true);
    expect(rules.canBeScanned(of('short'))).toBe(false);
    expect([rules.isEmpty(of('none')), rules.hasPlanted(of('none'))]).toEqual([true, false]);
    expect(rules.field('nobody')).toBeUndefined();
  });

  it('takes further values, and says that plans made before are stale', () => {
    const rules = compiled(field('none', {}));
    const before = rules.prefilter;
    rules.plant('none', 'session-77aa88');
    expect(rules.plantedEpoch).toBe(1);
    expect(before.mayHold(Buffer.from('session-77aa88'), false)).toBe(false);
    expect(rules.prefilter.mayHold(Buffer.from('session-77aa88'), false)).toBe(true);
    expect(rules.planted.find([at('body', 'session-77aa88')])).toHaveLength(1);
    expect(() => rules.plant('none', 'a')).toThrow();
    expect(() => rules.plant('nobody', 'session-77aa88')).toThrow(/`none`/);
    expect(rules.plantedEpoch).toBe(1);
  });

  it('shows values and their other ways of writing, never their hashes', () => {
    const texts = compiled(field('phone', { values: ['+819012345678'] }), field('mail', { values: ['QA@example.test'] })).plantedTexts;
    expect(texts).toEqual(expect.arrayContaining(['+819012345678', '09012345678', 'qa@example.test']));
    expect(texts.every((text) => text.length < 30)).toBe(true);
  });

  it('finds names of hosts without case', () => {
    const rules = compiled(field('a', { values: ['Room-4415-Blue'] }));
    expect(rules.plantedInNames.find([at('name', 'room-4415-blue.example')])).toHaveLength(1);
    expect(rules.planted.find([at('body', 'room-4415-blue')])).toHaveLength(0);
  });
});
