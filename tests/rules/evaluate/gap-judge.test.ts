import { describe, expect, it } from 'vitest';
import type { Gap } from '../../../model/index.js';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import { createConnectionState, mostWaiting, note } from '../../../rules/evaluate/connection-state.js';
import { createExceptions } from '../../../rules/evaluate/exceptions.js';
import { FindingCollector } from '../../../rules/evaluate/finding-collector.js';
import { GapJudge } from '../../../rules/evaluate/gap-judge.js';
import { createSightings } from '../../../rules/evaluate/sightings.js';
import { createRunClock } from '../../../rules/evaluate/step-clock.js';
import { connection, field, message, rule, ruleset, start } from './samples.js';

const on = connection();
const gap = (parts: Partial<Gap> = {}): Gap => ({ reason: 'truncated', connectionId: on.id, detail: 'seen', ...parts });

function gapJudge() {
  const rules = ruleset([rule('all', { fields: ['planted'] })], [field('planted', { values: ['u-7f3a9c21d0'] })]);
  const compiled = compileRuleset(rules, new Map());
  const sightings = createSightings();
  const collector = new FindingCollector(
    compiled,
    createExceptions(rules),
    () => undefined,
    () => start,
  );
  const context = {
    clock: createRunClock(),
    judgeRegion: () => ({ verdict: 'allowed', conditional: false }) as const,
    groups: new Map(),
    autonomousSystem: () => undefined,
    nameOperators: () => [],
  };
  const learner = { uninspected: () => undefined };
  return { judge: new GapJudge(compiled, context, collector, sightings, learner, () => start), sightings };
}

describe('GapJudge', () => {
  it('gathers the gaps of a message, one for a cut that nobody reported, and none of a cancelled body', () => {
    const { judge } = gapJudge();
    const state = createConnectionState();
    const bytes = Buffer.from('x');
    const cut = message(on, 'POST /', { body: { bytes, size: 9, truncated: true } });
    judge.reported(on, state, gap({ reason: 'ambiguous-framing', messageId: cut.id }));
    expect(judge.of(state, cut, []).map(({ reason, location }) => [reason, location])).toEqual([
      ['ambiguous-framing', undefined],
      ['truncated', 'body'],
    ]);
    expect(state.waiting).toEqual([]);
    expect(judge.of(state, { ...cut, cancelled: true }, [gap()])).toEqual([]);
    expect(judge.of(state, cut, [gap()])).toHaveLength(1);
  });

  it('keeps what else is wrong with a cancelled body: a coding that nobody can read hides what did arrive', () => {
    const { judge } = gapJudge();
    const cancelled = message(on, 'POST /', { cancelled: true });
    const gaps = [gap({ reason: 'undecodable' }), gap(), gap({ reason: 'budget-exhausted' })];
    expect(judge.of(createConnectionState(), cancelled, gaps).map(({ reason }) => reason)).toEqual(['undecodable', 'budget-exhausted']);
  });

  it('waits for a message in bounds, and knows one that has come', () => {
    const { judge, sightings } = gapJudge();
    const state = createConnectionState();
    for (let index = 0; index < mostWaiting; index += 1) expect(judge.reported(on, state, gap({ messageId: `m-${index}` }))).toEqual([]);
    expect(judge.reported(on, state, gap({ messageId: 'one-more' }))).toHaveLength(1);
    expect(sightings.traffic).toBe(true);
    const come = message(on, 'GET /v1');
    note(state, come);
    expect(judge.reported(on, state, gap({ messageId: come.id }))).toMatchObject([{ kind: 'open', openBecause: { gap: 'truncated' } }]);
  });

  it('judges what a connection leaves at its end, once', () => {
    const { judge } = gapJudge();
    const refused = connection({ interception: 'client-rejected', failureCause: { alert: 48 } });
    expect(judge.flush(refused, createConnectionState(), start)).toHaveLength(1);
    const state = createConnectionState();
    judge.reported(on, state, gap({ messageId: 'gone' }));
    expect(judge.flush(on, state, start)).toHaveLength(1);
    expect(judge.finish(start, (_, run) => run())).toEqual([]);
  });

  it('keeps abandoned handshakes for the end of the run, which may explain them', () => {
    const abandoned = () => connection({ interception: 'client-rejected', failureCause: 'closed-in-handshake' });
    const { judge } = gapJudge();
    expect(judge.flush(abandoned(), createConnectionState(), start)).toEqual([]);
    expect(judge.finish(start, (_, run) => run())).toHaveLength(1);
    expect(judge.finish(start, (_, run) => run())).toEqual([]);
    const other = gapJudge().judge;
    other.flush(abandoned(), createConnectionState(), start);
    other.intercepted(connection());
    expect(other.finish(start, (_, run) => run())).toEqual([]);
  });
});
