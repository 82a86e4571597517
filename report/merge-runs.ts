import {
  assertNever,
  type CountedFinding,
  type CountedGap,
  type Doubt,
  type ExceptionUse,
  type LevelChange,
  type RunEnd,
  type RunRecord,
  type Verdict,
} from '../model/index.js';
import { addCoverage, emptyCoverage, sawTraffic } from './add-coverage.js';
import { groupBy } from './group-by.js';
import { isSilenced } from './is-silenced.js';
import { mergeRefusals } from './refusals/merge-refusals.js';

/** What several runs add up to, before an outcome is drawn from it. */
export type MergedRuns = Omit<Verdict, 'outcome' | 'exitCode' | 'reasons'>;

/**
 * Adds several runs (attempts of one test, or parts of one suite) up to one.
 *
 * - Findings of every run count; equal ones become one entry with their counts added. So do refusals of TLS.
 * - Runs judged by the same rulesets are attempts of the same test: a doubt, an unexercised rule or a planted value never seen
 *   stays only if *all* of them have it. Across different rulesets doubts are added up, since one cannot answer for the other.
 * - A run without an end record is a fault, and so is having no run at all.
 */
export function mergeRuns(runs: readonly RunRecord[]): MergedRuns {
  const ended = runs.flatMap((run) => (run.end === undefined ? [] : [{ rulesets: JSON.stringify(run.start.rulesets), end: run.end }]));
  const ends = ended.map((run) => run.end);
  const attempts = [...groupBy(ended, (run) => run.rulesets).values()].map((group) => group.map((run) => run.end));
  return {
    findings: mergeFindings(runs),
    gaps: mergeGaps(ends),
    refusals: mergeRefusals(ends.flatMap((end) => end.refusals ?? [])),
    doubts: inAllAttempts(attempts, doubtsOf, doubtKey),
    unexercisedRules: inAllAttempts(attempts, (end) => end.unexercisedRules, String),
    coverage: ends.map((end) => end.coverage).reduce(addCoverage, emptyCoverage),
    exceptions: mergeExceptions(ends),
    levelChanges: mergeLevelChanges(ends),
    plantedNeverSeen: inAllAttempts(attempts, (end) => end.plantedNeverSeen, String),
    faults: mergeFaults(runs),
  };
}

function mergeFindings(runs: readonly RunRecord[]): CountedFinding[] {
  const keyOf = ({ finding }: CountedFinding): string =>
    JSON.stringify([
      finding.ruleId,
      finding.kind,
      finding.level,
      finding.partialFingerprints['plainsight/v1'],
      isSilenced(finding) ? finding.suppression : null,
    ]);
  const groups = groupBy(
    runs.flatMap((run) => run.findings),
    keyOf,
  );
  return [...groups.values()].flatMap((group) => withCount(group)).sort(gravestFirst);
}

function mergeGaps(ends: readonly RunEnd[]): CountedGap[] {
  const groups = groupBy(
    ends.flatMap((end) => end.gaps),
    ({ gap }) => JSON.stringify([gap.reason, gap.location, gap.detail]),
  );
  return [...groups.values()].flatMap((group) => withCount(group));
}

/** The first of the group, with the sum of all counts. */
function withCount<T extends { readonly count: number }>(group: readonly T[]): T[] {
  const [first] = group;
  return first === undefined ? [] : [{ ...first, count: group.reduce((sum, { count }) => sum + count, 0) }];
}

const kindOrder = { fail: 0, open: 1, pass: 2 } as const;
const levelOrder = { error: 0, warning: 1, note: 2 } as const;

function gravestFirst({ finding: a }: CountedFinding, { finding: b }: CountedFinding): number {
  return kindOrder[a.kind] - kindOrder[b.kind] || levelOrder[a.level] - levelOrder[b.level] || compareText(a.ruleId, b.ruleId);
}

/** By code unit, so that reports are the same in every locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What every run of a group of attempts has, first wording kept; groups added up. */
function inAllAttempts<T>(attempts: readonly RunEnd[][], itemsOf: (end: RunEnd) => readonly T[], keyOf: (item: T) => string): T[] {
  const kept = new Map<string, T>();
  for (const ends of attempts) {
    const [first, ...others] = ends.map((end) => new Map(itemsOf(end).map((item) => [keyOf(item), item])));
    for (const [key, item] of first ?? []) {
      if (others.every((other) => other.has(key)) && !kept.has(key)) kept.set(key, item);
    }
  }
  return [...kept.values()];
}

/** The run's doubts, with `no-traffic` where the counts say so and the record does not. */
function doubtsOf(end: RunEnd): readonly Doubt[] {
  if (sawTraffic(end.coverage) || end.doubts.some((doubt) => doubt.kind === 'no-traffic')) return end.doubts;
  return [...end.doubts, { kind: 'no-traffic', detail: 'no connection and no message was seen' }];
}

function doubtKey(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'unmet-expectation':
      return JSON.stringify([doubt.kind, doubt.id]);
    case 'unexercised-rule':
    case 'rule-without-fields':
      return JSON.stringify([doubt.kind, doubt.ruleId]);
    case 'no-traffic':
      return doubt.kind;
    default:
      return assertNever(doubt);
  }
}

const stateOrder = { active: 0, 'expires-soon': 1, expired: 2 } as const;

function mergeExceptions(ends: readonly RunEnd[]): ExceptionUse[] {
  const groups = groupBy(
    ends.flatMap((end) => end.exceptions),
    (use) => JSON.stringify([use.kind, use.place, use.reason, use.until]),
  );
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const uses = [first, ...others];
    const state = uses.map((use) => use.state).reduce((worst, other) => (stateOrder[other] > stateOrder[worst] ? other : worst));
    return [{ ...first, used: uses.reduce((sum, use) => sum + use.used, 0), state }];
  });
}

function mergeLevelChanges(ends: readonly RunEnd[]): LevelChange[] {
  const changes = ends.flatMap((end) => end.levelChanges);
  return [...new Map(changes.map((change) => [JSON.stringify([change.ruleId, change.from, change.to, change.place]), change])).values()];
}

function mergeFaults(runs: readonly RunRecord[]): string[] {
  if (runs.length === 0) return ['there is no run to judge'];
  return runs.flatMap(({ start, end }) => {
    if (end === undefined) return [`run ${start.id} has no end record: it was killed or it crashed, and what it saw last is not known`];
    return runs.length === 1 ? end.faults : end.faults.map((fault) => `run ${start.id}: ${fault}`);
  });
}
