import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../model/index.js';
import type { ReadValues } from '../../../record/index.js';
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

  it('records values of small and of large messages alike, with what was planted meanwhile', async () => {
    const rules = ruleset([rule('leak', { fields: ['id'] })], [field('id', { values: [planted] })]);
    const judge = judgeOf(rules);
    const recorded: (ReadValues | undefined)[] = [];
    const inspection = startInspection(
      rules,
      judge,
      {
        counted: () => undefined,
        gaps: () => undefined,
        judged: () => undefined,
        values: (_connection, _message, values) => recorded.push(values),
        failed: (_connection, _id, error) => expect.fail(String(error)),
        backlog: () => undefined,
        fault: (error) => expect.fail(String(error)),
      },
      { hashKey: Buffer.alloc(32, 7) },
    );
    const on = cleartextConnection();
    judge.plant('id', 'planted-later-7731');
    for (const more of ['', 'x '.repeat(50_000)]) {
      const text = JSON.stringify({ old: planted, later: 'planted-later-7731', other: 'something else', more });
      inspection.message(on, message(on, 'POST /a', { text, headers: ['Content-Type', 'application/json'] }));
    }
    await inspection.settle(60_000);
    inspection.close();
    const [here, there] = recorded.map((values) => values?.values.filter(({ at }) => !at.includes('more')));
    expect(here).toEqual(there);
    expect(here?.filter(({ location }) => location === 'body').map(({ at, explainedBy }) => [at, explainedBy])).toEqual([
      ["$['old']", ['id']],
      ["$['later']", ['id']],
      ["$['other']", undefined],
    ]);
    expect(recorded.map((values) => values?.fields.map(({ at }) => at))).toEqual(Array(2).fill(["$['old']", "$['later']"]));
  });
});
