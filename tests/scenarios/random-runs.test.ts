import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../model/index.js';
import { decideVerdict } from '../../report/decide-verdict.js';
import type { Forbidden, Ruleset } from '../../rules/ruleset.js';
import fc from '../harness/fast-check.js';
import { blindSpot, expectation, field, judgeOf, rule, ruleset, start, suppression } from '../rules/evaluate/samples.js';
import {
  autonomousSystem,
  consent,
  definition,
  facts,
  operators,
  passDeletion,
  perform,
  planted,
  violated,
  worldsOf,
} from '../rules/evaluate/worlds.js';
import { judgedRun } from './judged-run.js';

const level = fc.constantFrom('error' as const, 'error' as const, 'warning' as const, 'note' as const);
const never = fc.constantFrom<readonly Forbidden[]>(
  [{ anywhere: true }],
  [{ wire: 'cleartext' }],
  [{ region: { mode: 'notIn', members: ['US'] } }],
  [{ host: { mode: 'in', members: ['*.tracker.example'] } }],
  [{ operator: { mode: 'in', members: ['relay'] } }],
);
// Chance alone would make most rules speak of nothing that comes, or forbid nothing that does.
const ruleOfRun = fc
  .record({ base: definition, level, own: fc.boolean(), everywhere: fc.boolean(), never: fc.option(never, { nil: undefined, freq: 2 }) })
  .map(({ base, everywhere, never: simple, ...parts }) => ({
    ...base,
    ...parts,
    ...(everywhere ? { when: {} } : {}),
    ...(simple === undefined ? {} : { never: simple }),
  }));
const run = fc.record({
  rules: fc.array(ruleOfRun, { minLength: 1, maxLength: 3 }),
  traffic: fc.array(facts, { maxLength: 6, size: 'max' }),
  suppressed: fc.option(fc.nat(2), { nil: undefined }),
  blind: fc.boolean(),
  deletion: fc.constantFrom('never' as const, 'seen' as const),
  expects: fc.boolean(),
  strict: fc.boolean(),
  reportOnly: fc.boolean(),
});
type Run = typeof run extends fc.Arbitrary<infer T> ? T : never;

const rulesOf = (random: Run) => random.rules.map((definition, index) => ({ ...definition, id: `r${index}` }));

function rulesetOf(random: Run): Ruleset {
  return ruleset(rulesOf(random), [field('planted', { values: [planted] })], {
    operators,
    suppressions: random.suppressed === undefined ? [] : [suppression({ rule: `r${random.suppressed}` })],
    blindSpots: random.blind ? [blindSpot({ gaps: ['handshake-failed'] })] : [],
    expectations: random.expects ? [expectation({ id: 'planted-seen', field: 'planted' })] : [],
  });
}

/** The run as its record would be: what the judge says, and how it ends. */
function recordOf(random: Run): RunRecord {
  let now = start;
  const judging = judgeOf(rulesetOf(random), { now: () => now, autonomousSystem });
  judging.steps.begin('consent', start + consent.begins);
  judging.steps.end('consent', start + consent.ends);
  passDeletion(judging, random.deletion);
  const judged = random.traffic.flatMap((known) => {
    now = start + known.moment;
    return perform(judging, known);
  });
  judged.push(...judging.finish(start + 30));
  const { doubts } = judging.summary(start + 30);
  return judgedRun(judged, doubts, random.traffic.length);
}

/** What the specification demands of a run, told by every world in which its unknown facts may be true. */
function demandedOf(random: Run): { readonly mustFail: boolean; readonly mayPass: boolean; readonly mustPass: boolean } {
  let mustFail = false;
  let mayPass = true;
  let settled = true;
  for (const [index, definition] of rulesOf(random).entries()) {
    const counts = definition.level === 'error' || (random.strict && definition.level === 'warning');
    for (const known of random.traffic) {
      const worlds = worldsOf(known, random.deletion);
      const outcomes = new Set(worlds.map((world) => violated(definition, known, world)));
      // Two tests of what is not known may exclude each other: no test knows of the other, so it stays open.
      const twice = definition.when.location !== undefined && definition.never.some(({ location }) => location !== undefined);
      if (outcomes.has(true) || (twice && worlds.length > 1)) settled = false;
      if (!counts || index === random.suppressed || !outcomes.has(true)) continue;
      // Of maps that forbid every country together, none is known to be violated where the country is not: open, which is no pass either.
      if (worlds.length === 1) mustFail = true;
      // A blind spot silences what is open, and only from what nobody could read.
      if (!outcomes.has(false) || !(random.blind && known.seen === 'refused')) mayPass = false;
    }
    if (definition.own && !isExercised(definition, random)) mayPass = false;
  }
  const seen = random.traffic.some((known) => known.seen === 'field');
  if (random.traffic.length === 0 || (random.expects && !seen)) mayPass = false;
  return { mustFail, mayPass, mustPass: mayPass && settled && rulesOf(random).every(({ own }) => !own) };
}

/** Whether the rule's `when` met something that might have been judged: what nobody could read is given the benefit of the doubt here. */
function isExercised(definition: ReturnType<typeof rulesOf>[number], { traffic, deletion }: Run): boolean {
  const { location: _, ...when } = definition.when;
  const anything = rule('when-alone', { when, never: [{ anywhere: true }] });
  return traffic.some((known) => {
    const worlds = worldsOf(known, deletion).map((world) => ({ ...world, present: 'body' as const }));
    return worlds.some((world) => violated(anything, known, world));
  });
}

describe('a thousand random runs', () => {
  it('no gap that is relevant to a rule ends in a pass, every violation fails, and what is known to be clean passes', () => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(run, (random) => {
        const { strict, reportOnly } = random;
        const verdict = decideVerdict([recordOf(random)], { strict, reportOnly });
        const { mustFail, mayPass, mustPass } = demandedOf(random);
        outcomes.set(verdict.outcome, (outcomes.get(verdict.outcome) ?? 0) + 1);
        if (mustFail) expect(verdict.outcome).toBe('fail');
        if (!mayPass) expect(verdict.outcome).not.toBe('pass');
        if (mustPass) expect(verdict.outcome).toBe('pass');
        expect(verdict.outcome).not.toBe('error');
        const code = { pass: 0, fail: 1, inconclusive: 3, error: 4 }[verdict.outcome];
        expect(verdict.exitCode).toBe(reportOnly ? 0 : code);
      }),
      { numRuns: 1_000 },
    );
    // Each end must have come up often enough to be tested.
    expect(Object.fromEntries([...outcomes].filter(([, count]) => count >= 40).map(([outcome]) => [outcome, true]))).toEqual({
      pass: true,
      fail: true,
      inconclusive: true,
    });
  });
});
