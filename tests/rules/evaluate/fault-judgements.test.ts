import { describe, expect, it } from 'vitest';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import { faultJudgements } from '../../../rules/evaluate/fault-judgements.js';
import { connection, message, rule, ruleset, start } from './samples.js';

const { rules } = compileRuleset(ruleset([rule('a', {}), rule('b', { level: 'warning' })], []), new Map());

describe('faultJudgements', () => {
  it('leave every rule open, and quote nothing of the traffic', () => {
    const on = connection();
    const found = faultJudgements(rules, on, message(on, 'GET /', { startedDateTime: start + 5 }), new TypeError('u-7f3a9c21d0'));
    expect(found).toMatchObject([
      { ruleId: 'a', kind: 'open', level: 'error', startedDateTime: start + 5, openBecause: { gap: 'inspection-failed' } },
      { ruleId: 'b', kind: 'open', level: 'warning' },
    ]);
    expect(found[0]?.openBecause?.detail).toBe('judging failed (TypeError)');
  });

  it('take whatever was thrown', () => {
    expect(faultJudgements(rules, connection(), undefined, 'u-7f3a9c21d0')[0]).toMatchObject({
      startedDateTime: start,
      openBecause: { detail: 'judging failed (string)' },
    });
  });
});
