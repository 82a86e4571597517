import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../model/index.js';
import { startInspection } from '../../../session/inspection/start-inspection.js';
import { cleartextConnection, field, judgeOf, message, rule, ruleset } from '../../rules/evaluate/samples.js';

const planted = 'u-7d41c9e2-harbour';

describe('the inspection of a run', () => {
  it('inspects large messages in threads', async () => {
    const rules = ruleset([rule('leak', { fields: ['id'] })], [field('id', { values: [planted] })]);
    const judged: Judgement[] = [];
    const faults: unknown[] = [];
    const inspection = startInspection(rules, judgeOf(rules), {
      counted: () => undefined,
      gaps: () => undefined,
      judged: (judgements) => judged.push(...judgements),
      failed: (_connection, _id, error) => faults.push(error),
      backlog: () => undefined,
      fault: (error) => faults.push(error),
    });
    const on = cleartextConnection();
    inspection.message(on, message(on, 'POST /a', { text: `${'x '.repeat(200_000)}${planted}` }));
    expect([judged.length, inspection.idle]).toEqual([0, false]);
    await inspection.settle(60_000);
    inspection.close();
    expect([judged.map(({ ruleId, value }) => [ruleId, value?.reveal()]), faults]).toEqual([[['leak', planted]], []]);
  });
});
