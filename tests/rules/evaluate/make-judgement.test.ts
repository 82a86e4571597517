import { describe, expect, it } from 'vitest';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import { makeJudgement } from '../../../rules/evaluate/make-judgement.js';
import type { FieldMatch } from '../../../rules/evaluate/match-fields.js';
import { createRunClock } from '../../../rules/evaluate/step-clock.js';
import { messageSubject } from '../../../rules/evaluate/subject.js';
import type { RuleDefinition } from '../../../rules/ruleset.js';
import { at, connection, message, region, rule, ruleset } from './samples.js';

const compiled = (parts: Partial<RuleDefinition> = {}) => compileRuleset(ruleset([rule('r', parts)], []), new Map()).rules[0]!;
const match = (parts: Partial<FieldMatch> = {}): FieldMatch => ({
  field: at('body.id', 'x u-7f3a9c21d0'),
  value: 'u-7f3a9c21d0',
  recognisedAs: 'planted',
  transforms: ['sha256'],
  hashed: true,
  ...parts,
});
const open = { missing: 'unreadable', gap: 'truncated', detail: 'seen', settledBy: 'look' } as const;
const on = connection();
const subject = messageSubject(on, message(on, 'GET /v1/a?b'), createRunClock());
const made = (of: Partial<FieldMatch>, rules: Partial<RuleDefinition> = {}) =>
  makeJudgement({ rule: compiled(rules) }, subject, { fieldName: 'user-id', match: match(of) }, undefined);

describe('makeJudgement', () => {
  it('keeps the value out of sight, and its field beside it', () => {
    const judgement = made({});
    expect(judgement).toMatchObject({
      kind: 'fail',
      level: 'error',
      fieldName: 'user-id',
      host: 'api.example',
      valueTransforms: ['sha256'],
    });
    expect(judgement.value?.reveal()).toBe('u-7f3a9c21d0');
    expect(JSON.stringify(judgement.value)).not.toContain('7f3a');
  });

  it('lowers an error below failFrom to a warning, and nothing else', () => {
    expect(made({ recognisedAs: 'pattern' }).level).toBe('warning');
    expect(made({ recognisedAs: 'checksum' }).level).toBe('error');
    expect(made({ recognisedAs: 'name' }, { level: 'note' }).level).toBe('note');
    expect(made({ recognisedAs: 'name' }, { failFrom: 'name' }).level).toBe('error');
  });

  it('never shares a fingerprint with a match that is less sure, whatever the level', () => {
    for (const level of ['error', 'warning'] as const) {
      const [warned, pattern, failed, planted] = (['name', 'pattern', 'checksum', 'planted'] as const).map(
        (recognisedAs) => made({ recognisedAs }, { level }).fingerprint,
      );
      expect([warned, failed], level).toEqual([pattern, planted]);
      expect(warned, level).not.toBe(failed);
    }
    expect(made({ recognisedAs: 'name' }, { failFrom: 'name' }).fingerprint).toBe(made({ recognisedAs: 'planted' }).fingerprint);
  });

  it('is open with a reason, under another fingerprint', () => {
    const judgement = makeJudgement({ rule: compiled() }, subject, undefined, open);
    expect(judgement).toMatchObject({ kind: 'open', openBecause: open });
    expect(judgement).not.toHaveProperty('value');
    expect(makeJudgement({ rule: compiled() }, subject, undefined, undefined).fingerprint).not.toBe(judgement.fingerprint);
  });

  it('has the country in its fingerprint where the rule tests it only', () => {
    const inCountry = (...candidates: string[]) =>
      connection({ server: { address: '203.0.113.9', port: 443, host: 'api.example', region: region(...candidates) } });
    const of = (where: ReturnType<typeof connection>, rules: Partial<RuleDefinition>) =>
      makeJudgement({ rule: compiled(rules) }, { ...subject, connection: where }, undefined, undefined).fingerprint;
    const regional = { never: [{ region: { mode: 'in' as const, members: ['CN'] } }] };
    expect(of(inCountry('CN'), {})).toBe(of(inCountry('US'), {}));
    expect(of(inCountry('CN'), regional)).not.toBe(of(inCountry('US'), regional));
    expect(of(inCountry('CN', 'US'), regional)).toBe(of(inCountry('US', 'CN'), regional));
  });
});
