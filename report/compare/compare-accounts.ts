import type { Level, RecordedPosition, RecordedValue } from '../../model/index.js';
import { counted } from '../counted.js';
import { groupBy } from '../group-by.js';
import { type Obstacle, obstaclesToFindings, obstaclesToValues } from './comparability.js';
import type { CompareOptions } from './compare-runs.js';
import type { ComparedRun } from './compared-run.js';
import { placeOf, positionKey, type Suspect, suspectFingerprint } from './suspect.js';

const ruleId = 'compare/moves-with-account';
const cellSize = 4;

/** What moves with the account. `exitCode`: 0 compared, 3 with `--strict` and suspects, or where nothing could be compared, 4 where a run has no proper end. */
export interface AccountComparison {
  readonly outcome: 'compared' | 'undecided' | 'broken';
  readonly exitCode: 0 | 3 | 4;
  readonly reasons: readonly string[];
  readonly accounts: readonly [readonly ComparedRun[], readonly ComparedRun[]];
  readonly obstacles: readonly Obstacle[];
  /** Places at which both accounts sent something. */
  readonly positions: number;
  /** Places that a second run of each account would have to tell from chance. */
  readonly once: number;
  readonly suspects: readonly Suspect[];
}

/**
 * Differential runs: the same test under two accounts, each with planted values of its own. Where a value stays the same in all runs of an account,
 * is never one of the other's, and holds no planted value in any form known, something carries what the account is. Nonces and times differ between
 * runs of one account, too, and fall out; with one run of an account only what was sent there at least twice, always the same, is shown, at low
 * confidence.
 */
export function compareAccounts(
  one: readonly ComparedRun[],
  other: readonly ComparedRun[],
  options: CompareOptions = {},
): AccountComparison {
  const runs = [...one, ...other];
  const valueObstacles = obstaclesToValues(runs);
  const obstacles = [
    ...obstaclesToFindings(runs).filter(({ kind }) => kind !== 'rules-unknown'),
    ...valueObstacles,
    ...accountObstacles(one, other),
  ];
  const base = { accounts: [one, other] as const, obstacles };
  const details = (...kinds: Obstacle['kind'][]): string[] =>
    obstacles.filter(({ kind }) => kinds.includes(kind)).map(({ detail }) => detail);
  const impossible = details('not-recorded', 'other-key', 'same-account');
  if (impossible.length > 0)
    return { ...base, outcome: 'undecided', exitCode: 3, reasons: impossible, positions: 0, once: 0, suspects: [] };
  const found = movesWithAccount(one.map(positionsOf), other.map(positionsOf), options.strict ? 'error' : 'warning');
  const broken = details('no-end', 'faults');
  if (broken.length > 0) return { ...base, ...found, outcome: 'broken', exitCode: 4, reasons: broken };
  const reasons = [
    ...(found.positions === 0 ? ['there is no place at which both accounts sent something'] : []),
    ...(options.strict && found.suspects.length > 0 ? [`${counted(found.suspects.length, 'suspect')}, with --strict`] : []),
  ];
  return reasons.length === 0
    ? { ...base, ...found, outcome: 'compared', exitCode: 0, reasons }
    : { ...base, ...found, outcome: 'undecided', exitCode: 3, reasons };
}

/** Whether the accounts differ shows in what was planted in them. */
function accountObstacles(one: readonly ComparedRun[], other: readonly ComparedRun[]): readonly Obstacle[] {
  const planted = (runs: readonly ComparedRun[]): string[] =>
    runs.flatMap(({ values }) =>
      (values?.fields ?? []).filter(({ recognisedAs }) => recognisedAs === 'planted').flatMap(({ hashes }) => hashes),
    );
  const [ours, theirs] = [planted(one), new Set(planted(other))];
  if (ours.length === 0 || theirs.size === 0) {
    const detail =
      'no planted value was seen in the runs of one account: whether the accounts differ is not known. Plant what differs, such as the user ID';
    return [{ kind: 'no-account', detail }];
  }
  return ours.every((hash) => theirs.has(hash)) && theirs.size <= new Set(ours).size
    ? [
        {
          kind: 'same-account',
          detail: 'the runs of both accounts sent the same planted values: they are of one account, and nothing can move with it',
        },
      ]
    : [];
}

type Positions = ReadonlyMap<string, RecordedPosition>;

function positionsOf({ values }: ComparedRun): Positions {
  return new Map((values?.positions ?? []).map((position) => [positionKey(position), position]));
}

/** A place whose values move, as a whole or in a cell. */
interface Moving {
  readonly position: RecordedPosition;
  readonly runs: readonly [number, number];
  /** One value in each run, wherever the place was used. */
  readonly constant: boolean;
  readonly issued: boolean;
}

function movesWithAccount(
  one: readonly Positions[],
  other: readonly Positions[],
  level: Level,
): { readonly positions: number; readonly once: number; readonly suspects: readonly Suspect[] } {
  const moving: Moving[] = [];
  let positions = 0;
  let once = 0;
  for (const key of new Set(one.flatMap((run) => [...run.keys()]))) {
    const [ours, theirs] = [one, other].map((runs) => runs.flatMap((run) => run.get(key) ?? []));
    if (ours === undefined || theirs === undefined || theirs.length === 0) continue;
    if (ours[0]!.offset === undefined) positions += 1;
    const verdict = judgePosition(ours, theirs);
    if (verdict === 'once') once += ours[0]!.offset === undefined ? 1 : 0;
    else if (verdict !== undefined) moving.push(verdict);
  }
  const places = groupBy(moving, ({ position: { offset: _, ...place } }) => positionKey({ ...place }));
  const suspects = [...places.values()].map((group) => suspectAt(group, level));
  return { positions, once, suspects: suspects.sort((a, b) => Number(a.confidence === 'low') - Number(b.confidence === 'low')) };
}

function judgePosition(ours: readonly RecordedPosition[], theirs: readonly RecordedPosition[]): Moving | 'once' | undefined {
  const all = [...ours, ...theirs];
  // Of so many values that not all were kept, nobody can say that one is never the other's.
  if (all.some(({ more }) => more > 0)) return undefined;
  const own = ownValues(ours, theirs);
  const others = ownValues(theirs, ours);
  if (own.length === 0 || others.length === 0) return undefined;
  const constant = all.every(({ values }) => values.length === 1);
  const single = ours.length < 2 || theirs.length < 2;
  // With one run of an account, a value that comes again within it is all that speaks against chance.
  if (single && !constant) return undefined;
  if (single && all.some(({ values }) => (values[0]?.count ?? 0) < 2)) return 'once';
  const issued = [...own, ...others].every((value) => value.issued);
  return { position: ours[0]!, runs: [ours.length, theirs.length], constant, issued };
}

/** Values that every run of an account has there, no run of the other, and no planted value explains. */
function ownValues(runs: readonly RecordedPosition[], others: readonly RecordedPosition[]): readonly RecordedValue[] {
  const [first, ...rest] = runs;
  const foreign = new Set(others.flatMap(({ values }) => values.map(({ hash }) => hash)));
  const holds = ({ values }: RecordedPosition, hash: string): boolean =>
    values.some((value) => value.hash === hash && value.explainedBy === undefined);
  return (first?.values ?? []).filter(
    ({ hash, explainedBy }) => explainedBy === undefined && !foreign.has(hash) && rest.every((run) => holds(run, hash)),
  );
}

function suspectAt(group: readonly Moving[], level: Level): Suspect {
  const whole = group.find(({ position }) => position.offset === undefined);
  const cells = group.flatMap(({ position }) => (position.offset === undefined ? [] : [position.offset])).sort((a, b) => a - b);
  const [shown] = whole === undefined ? group : [whole];
  const { position, runs, constant, issued } = shown!;
  const evidence = { ...placeOf(position), byteRanges: cells.length === 0 ? null : stretches(cells) };
  const many = runs[0] > 1 && runs[1] > 1;
  const what = whole === undefined ? 'some of its bytes' : 'its value';
  return {
    ruleId,
    kind: 'open',
    level,
    message: `${what} moves with the account, and no planted value was found there: an encoding that is not known may carry one (suspect)`,
    evidence,
    confidence: many && constant ? 'high' : 'low',
    hints: [
      constant
        ? `the same in ${counted(runs[0], 'run')} of one account and ${counted(runs[1], 'run')} of the other, and never the other's`
        : `among several values there, some come again in all ${runs[0]} and ${runs[1]} runs of an account, and never in the other's`,
      ...(many ? [] : ['with one run of an account, what is drawn anew in each run (a session ID) looks the same: record a second one']),
      ...(issued ? ['the server had sent it before: an ID or token that it gave to the account'] : []),
    ],
    partialFingerprints: { 'plainsight/v1': suspectFingerprint(ruleId, evidence) },
  };
}

/** Neighbouring cells as one stretch. */
function stretches(offsets: readonly number[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const offset of offsets) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === offset) last[1] = offset + cellSize;
    else found.push([offset, offset + cellSize]);
  }
  return found;
}
