import { describe, expect, it } from 'vitest';
import type { Gap, Judgement } from '../../../model/index.js';
import { compileRuleset } from '../../../rules/compile/compile-ruleset.js';
import type { Truth } from '../../../rules/compile/truth.js';
import { createConnectionState } from '../../../rules/evaluate/connection-state.js';
import { createExceptions } from '../../../rules/evaluate/exceptions.js';
import { FindingCollector } from '../../../rules/evaluate/finding-collector.js';
import type { FieldMatch } from '../../../rules/evaluate/match-fields.js';
import { createRunClock } from '../../../rules/evaluate/step-clock.js';
import { connectionSubject, messageSubject } from '../../../rules/evaluate/subject.js';
import type { Ruleset } from '../../../rules/ruleset.js';
import { at, blindSpot, connection, field, message, rule, ruleset, start, suppression } from './samples.js';

const on = connection();
const request = message(on, 'GET /');
const subject = messageSubject(on, request, createRunClock());

function collectorOf(parts: Partial<Ruleset> = {}, fields = ['planted']) {
  const rules = ruleset([rule('r', { fields })], [field('planted', { values: ['u-7f3a9c21d0'] }), field('empty', {})], parts);
  const compiled = compileRuleset(rules, new Map());
  const [first] = compiled.rules;
  const live = (truth: Truth) => ({
    rule: first!,
    when: truth,
    never: first!.never.map((forbidden) => ({ forbidden, truth: true as const })),
  });
  return {
    collector: new FindingCollector(
      compiled,
      createExceptions(rules),
      () => undefined,
      () => start,
    ),
    live,
  };
}
const match = (place: string, recognisedAs: FieldMatch['recognisedAs'] = 'planted'): FieldMatch => ({
  field: at(place, 'x'),
  value: `${place} ${recognisedAs}`,
  recognisedAs,
  transforms: [],
  hashed: false,
});
const gap: Gap = { reason: 'undecodable', connectionId: on.id, messageId: request.id, detail: 'seen' };

describe('FindingCollector', () => {
  it('shows errors before warnings, so that a bound never hides one', () => {
    const { collector, live } = collectorOf();
    const found: Judgement[] = [];
    const many = Array.from({ length: 120 }, (_, index) => match(`body.${index}`, 'name'));
    collector.matched(live(true), () => [...many, match('body.last')], request.request!, subject, found);
    expect(found).toHaveLength(100);
    expect(found[0]).toMatchObject({ level: 'error', field: { path: "$['last']" } });
    expect(found[99]?.description).toContain('(and 21 more in this message)');
  });

  it('leaves a match open where the rule may not apply, and clear where it does not', () => {
    const { collector, live } = collectorOf();
    const found: Judgement[] = [];
    collector.matched(live('unknown'), () => [match('body.a')], 'unknown', subject, found);
    collector.matched(live(false), () => [match('body.a')], 'unknown', subject, found);
    expect(found.map(({ kind, openBecause }) => [kind, openBecause?.gap])).toEqual([['open', 'unsupported-protocol']]);
  });

  it('reports what is hidden once for a message, and lets blind spots cover it', () => {
    const { collector, live } = collectorOf({ blindSpots: [blindSpot({ host: 'api.example' })] });
    const found: Judgement[] = [];
    const state = createConnectionState();
    for (let round = 0; round < 2; round += 1) collector.hidden([live(true)], gap, request.request!, subject, state, found);
    expect(found.map(({ kind, suppression }) => [kind, suppression?.kind])).toEqual([['open', 'blind-spot']]);
  });

  it('has nothing to say where there is nothing to look for', () => {
    const found: Judgement[] = [];
    const { collector, live } = collectorOf({}, ['empty']);
    collector.hidden([live(true)], gap, request.request!, subject, createConnectionState(), found);
    expect(found).toEqual([]);
  });

  it('takes what was searched without its structure for a gap of fields with a name or a place only', () => {
    const unstructured: Gap = { ...gap, location: 'body', lacks: 'structure' };
    const definitions = [
      field('planted', { values: ['u-7f3a9c21d0'] }),
      field('shaped', { patterns: ['a+'] }),
      field('named', { names: ['token'] }),
      field('under-name', { values: ['u-7f3a9c21d0'], under: ['user'] }),
      field('under-path', { patterns: ['a+'], under: ['$..id'] }),
      field('under-nothing', { under: ['$.id'] }),
    ];
    const rules = ruleset(
      [...definitions.map(({ name }) => rule(name, { fields: [name] })), rule('mixed', { fields: ['planted', 'named'] })],
      definitions,
    );
    const compiled = compileRuleset(rules, new Map());
    const collector = new FindingCollector(
      compiled,
      createExceptions(rules),
      () => undefined,
      () => start,
    );
    const live = compiled.rules.map((one) => ({ rule: one, when: true, never: [{ forbidden: one.never[0]!, truth: true }] }) as const);
    const found: Judgement[] = [];
    const state = createConnectionState();
    collector.hidden(live, unstructured, request.request!, subject, state, found);
    expect(found.map(({ ruleId }) => ruleId)).toEqual(['named', 'under-name', 'under-path', 'mixed']);
    // A gap that it did not count is not taken for reported.
    collector.hidden(live, { ...gap, location: 'body' }, request.request!, subject, state, found);
    expect(found.map(({ ruleId }) => ruleId).slice(4)).toEqual(['planted', 'shaped']);
  });

  it('reports a rule without fields once, and again when it becomes a violation', () => {
    const { collector, live } = collectorOf({}, []);
    const found: Judgement[] = [];
    const state = createConnectionState();
    for (const truth of [false, 'unknown', 'unknown', true, true, 'unknown'] as const)
      collector.connectionRule(live(truth), state, 'none', subject, found);
    expect(found.map(({ kind }) => kind)).toEqual(['open', 'fail']);
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it('does not let a gap that a blind spot covers hide the next one of the same message, which it does not cover', () => {
    const { collector, live } = collectorOf({ blindSpots: [blindSpot({ host: 'api.example', gaps: ['undecodable'] })] });
    const found: Judgement[] = [];
    const state = createConnectionState();
    const truncated: Gap = { ...gap, reason: 'truncated' };
    for (const one of [gap, truncated, gap, truncated]) collector.hidden([live(true)], one, request.request!, subject, state, found);
    expect(found.map(({ openBecause, suppression }) => [openBecause?.gap, suppression?.kind])).toEqual([
      ['undecodable', 'blind-spot'],
      ['truncated', undefined],
    ]);
  });

  it('does not let an exception for one path hide another on the same connection, of a rule that speaks of messages', () => {
    const asking = rule('r', { when: { method: { mode: 'in', members: ['POST'] } } });
    const rules = ruleset([asking], [], { suppressions: [suppression({ rule: 'r', path: '/health' })] });
    const compiled = compileRuleset(rules, new Map()).rules[0]!;
    const collector = new FindingCollector(
      compileRuleset(rules, new Map()),
      createExceptions(rules),
      () => undefined,
      () => start,
    );
    const live = { rule: compiled, when: true as const, never: compiled.never.map((forbidden) => ({ forbidden, truth: true as const })) };
    const found: Judgement[] = [];
    const state = createConnectionState();
    for (const path of ['/health', '/secret', '/health', '/secret']) {
      const sent = message(on, `POST ${path}`);
      collector.connectionRule(live, state, sent.request!, messageSubject(on, sent, createRunClock()), found);
    }
    expect(found.map(({ message: of, suppression: by }) => [of?.request?.target, by?.kind])).toEqual([
      ['/health', 'suppression'],
      ['/secret', undefined],
    ]);
  });

  it('takes no exception for the end of it: what comes later may have other names, or another step', () => {
    const suppressions = [suppression({ rule: 'r', host: 'api.example' })];
    const { collector, live } = collectorOf({ suppressions }, []);
    const found: Judgement[] = [];
    const state = createConnectionState();
    const whole = connectionSubject(on, createRunClock());
    collector.connectionRule(live(true), state, 'none', whole, found);
    collector.connectionRule(live(true), state, request.request!, subject, found);
    collector.connectionRule(live(true), state, request.request!, subject, found);
    // Each once: the connection, and what the request adds to it.
    expect(found.map(({ message: of, suppression: by }) => [of === undefined, by?.kind])).toEqual([
      [true, 'suppression'],
      [false, 'suppression'],
    ]);
  });

  it('does not let an uninspected connection that a blind spot covers hide what is open for another reason', () => {
    const { collector, live } = collectorOf({ blindSpots: [blindSpot({ host: 'api.example', gaps: ['passthrough'] })] }, []);
    const found: Judgement[] = [];
    const state = createConnectionState();
    const whole = connectionSubject(on, createRunClock());
    for (const reason of ['passthrough', 'ambiguous-framing', 'passthrough'] as const)
      collector.connectionRule(live('unknown'), state, 'unknown', whole, found, { reason, connectionId: on.id, detail: 'seen' });
    expect(found.map(({ openBecause, suppression: by }) => [openBecause?.gap, by?.kind])).toEqual([
      ['passthrough', 'blind-spot'],
      ['ambiguous-framing', undefined],
    ]);
  });
});
