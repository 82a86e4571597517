import { describe, expect, it } from 'vitest';
import { compileField } from '../../../rules/compile/compile-field.js';
import { compileExchangeCondition, compileRule, tlsRank } from '../../../rules/compile/compile-rule.js';
import type { RuleDefinition } from '../../../rules/ruleset.js';
import { field, rule } from '../evaluate/samples.js';

const fields = new Map([['planted', compileField(field('planted', { values: ['u-7f3a9c21d0'] }), 0, new Map())]]);
const compiled = (parts: Partial<RuleDefinition>) =>
  compileRule(rule('r', { fields: ['planted'], ...parts }), 'error', 0, {
    lists: new Map(),
    operators: new Map(),
    fields,
    condition: () => 7,
  });

describe('compileRule', () => {
  it('knows where a field must stand for the rule to be violated', () => {
    const location = (mode: 'in' | 'notIn', ...members: string[]) => ({ location: { mode, members } });
    expect(compiled({ never: [location('in', 'url'), location('in', 'QUERY')] }).locations).toEqual(new Set(['url', 'query']));
    expect(compiled({ when: location('notIn', 'url'), never: [location('in', 'url', 'query')] }).locations).toEqual(new Set(['query']));
    expect(compiled({ never: [location('in', 'url'), { wire: 'cleartext' }] })).not.toHaveProperty('locations');
  });

  it('numbers the exchanges that it waits for', () => {
    const when = { after: [{ step: 'logout' }, { exchange: { status: { mode: 'in', members: ['204'] } as const } }] };
    expect(compiled({ when }).when.after).toEqual([{ step: 'logout' }, { exchange: 7 }]);
  });

  it('tells whether the region counts, and refuses unknown fields', () => {
    expect(compiled({ never: [{ region: { mode: 'in', members: ['CN'] } }] }).testsRegion).toBe(true);
    expect(compiled({}).testsRegion).toBe(false);
    expect(() => compiled({ fields: ['nobody'] })).toThrow('`nobody`');
  });
});

describe('compileExchangeCondition', () => {
  it('counts any answer below 400 unless it says which', () => {
    const statuses = [101, 204, 302, 400, 503];
    expect(statuses.filter(compileExchangeCondition({}, new Map()).status)).toEqual([101, 204, 302]);
    const condition = compileExchangeCondition({ status: { mode: 'in', members: ['4xx', '101'] } }, new Map());
    expect(statuses.filter(condition.status)).toEqual([101, 400]);
  });
});

describe('tlsRank', () => {
  it('orders versions, and knows no others', () => {
    expect(tlsRank('TLSv1.3')).toBeGreaterThan(tlsRank('TLSv1')!);
    expect(tlsRank('TLSv1.4')).toBeUndefined();
  });
});
