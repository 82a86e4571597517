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
 * - Runs judged by the same rulesets are attempts of the same test, or workers of one suite: a doubt, an unexercised rule or a planted value
 *   never seen stays only if *all* of them have it, since what one did not meet another may have. What one of them met and did not look for
 *   ({@link isOfItsTraffic}) no other answers for. Across different rulesets doubts are added up.
 * - A run without an end record is a fault, and so is having no run at all, or fewer than are expected.
 */
export function mergeRuns(runs: readonly RunRecord[], expected = runs.length): MergedRuns {
  const ended = runs.flatMap((run) => (run.end === undefined ? [] : [{ rulesets: rulesetsOf(run), end: run.end }]));
  const ends = ended.map((run) => run.end);
  const attempts = [...groupBy(ended, (run) => run.rulesets).values()].map((group) => group.map((run) => run.end));
  return {
    findings: mergeFindings(runs),
    gaps: mergeGaps(ends),
    refusals: mergeRefusals(ends.flatMap((end) => end.refusals ?? [])),
    doubts: mergeDoubts(attempts),
    ...mergeTrust(ends),
    unexercisedRules: inAllAttempts(attempts, (end) => end.unexercisedRules, String),
    coverage: ends.map((end) => end.coverage).reduce(addCoverage, emptyCoverage),
    exceptions: mergeExceptions(ends),
    levelChanges: mergeLevelChanges(ends),
    ...mergePlanted(attempts),
    faults: mergeFaults(runs, expected),
  };
}

/** A value that one run looked for in vain, and another did not look for, was never seen. */
function mergePlanted(attempts: readonly RunEnd[][]): Pick<MergedRuns, 'plantedNeverSeen' | 'plantedNotLookedFor'> {
  const ends = attempts.flat();
  const unseen = inAllAttempts(attempts, (end) => [...end.plantedNeverSeen, ...(end.plantedNotLookedFor ?? [])], String);
  const sought = new Set(ends.flatMap(({ plantedNeverSeen }) => plantedNeverSeen));
  return {
    plantedNeverSeen: unseen.filter((name) => sought.has(name)),
    plantedNotLookedFor: unseen.filter((name) => !sought.has(name)),
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
    runs.flatMap(({ start, findings }) => findings.map((item) => ({ ...item, run: start.id }))),
    keyOf,
  );
  const merged = [...groups.values()].flatMap((group) =>
    withCount(group).map(({ finding, count }) =>
      runs.length === 1 ? { finding, count } : { finding, count, runs: [...new Set(group.map(({ run }) => run))] },
    ),
  );
  return merged.sort(gravestFirst);
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

/** Of trust runs, what each of them found out: none answers for another. */
function mergeTrust(ends: readonly RunEnd[]): Pick<MergedRuns, 'trust'> {
  const runs = ends.flatMap(({ trust }) => (trust === undefined ? [] : [trust]));
  return runs.length === 0 ? {} : { trust: runs.flatMap(({ checks }) => checks) };
}

/** What runs were judged by: what the rulesets asked for, where it was recorded, or their files. */
function rulesetsOf({ start }: RunRecord): string {
  return start.rulesetDigest ?? JSON.stringify(start.rulesets);
}

function mergeDoubts(attempts: readonly RunEnd[][]): Doubt[] {
  const shared = inAllAttempts(attempts, doubtsOf, doubtKey);
  const own = attempts.flat().flatMap((end) => (sawTraffic(end.coverage) ? end.doubts.filter(isOfItsTraffic) : []));
  return [...new Map([...shared, ...own].map((doubt) => [doubtKey(doubt), doubt])).values()];
}

/** Whether a doubt says that a run's own traffic was not searched for something: another attempt without it searched other traffic. */
function isOfItsTraffic(doubt: Doubt): boolean {
  switch (doubt.kind) {
    case 'rule-without-fields':
      return doubt.cause !== 'nothing-issued';
    case 'not-learnt':
    case 'certificates-untested':
    case 'no-rules':
      return true;
    case 'unmet-expectation':
    case 'unexercised-rule':
    case 'nothing-inspected':
    case 'no-traffic':
      return false;
    default:
      return assertNever(doubt);
  }
}

/** The run's doubts, with those that the counts tell whatever the record forgot. */
function doubtsOf(end: RunEnd): readonly Doubt[] {
  const counted = countedDoubt(end);
  return counted === undefined || end.doubts.some(({ kind }) => kind === counted.kind) ? end.doubts : [...end.doubts, counted];
}

function countedDoubt({ coverage, exceptions }: RunEnd): Doubt | undefined {
  if (!sawTraffic(coverage)) return { kind: 'no-traffic', detail: 'no connection and no message was seen' };
  const excused = exceptions.some(({ kind, used }) => kind === 'blind-spot' && used > 0);
  if (!excused || coverage.messages.read + coverage.messages.scanned > 0) return undefined;
  return { kind: 'nothing-inspected', detail: 'all that could not be judged falls under blind spots, and nothing else came' };
}

function doubtKey(doubt: Doubt): string {
  switch (doubt.kind) {
    case 'unmet-expectation':
      return JSON.stringify([doubt.kind, doubt.id]);
    case 'unexercised-rule':
    case 'rule-without-fields':
      return JSON.stringify([doubt.kind, doubt.ruleId]);
    case 'not-learnt':
      return JSON.stringify([doubt.kind, doubt.field]);
    case 'certificates-untested':
      return JSON.stringify([doubt.kind, doubt.host ?? null, doubt.detail]);
    case 'nothing-inspected':
    case 'no-rules':
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

function mergeFaults(runs: readonly RunRecord[], expected: number): string[] {
  if (runs.length === 0) return ['there is no run to judge'];
  const missing = expected - runs.length;
  const absent =
    missing > 0 ? [`${expected} runs were asked for and there are ${runs.length}: what the others would have seen is not known`] : [];
  const own = runs.flatMap(({ start, end }) => {
    if (end === undefined) return [`run ${start.id} has no end record: it was killed or it crashed, and what it saw last is not known`];
    return runs.length === 1 ? end.faults : end.faults.map((fault) => `run ${start.id}: ${fault}`);
  });
  return [...absent, ...own];
}
