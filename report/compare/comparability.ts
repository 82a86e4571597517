import { type RunStart, type ValueLimits, valueBounds } from '../../model/index.js';
import { counted } from '../counted.js';
import type { ComparedRun } from './compared-run.js';

/**
 * What stands in the way of comparing runs.
 * - `no-end`: a run was killed or crashed; `faults`: Plainsight failed in it
 * - `other-rules`: they were judged by different rules; `rules-unknown`: an older run does not tell
 * - `not-recorded`: a run did not record values; `other-key`: hashes are under different keys
 * - `limits`: not all was kept
 * - `same-account`: both accounts sent the same planted values; `no-account`: none was seen, so nobody can tell
 */
export type ObstacleKind =
  | 'no-end'
  | 'faults'
  | 'other-rules'
  | 'rules-unknown'
  | 'not-recorded'
  | 'other-key'
  | 'limits'
  | 'same-account'
  | 'no-account';

export interface Obstacle {
  readonly kind: ObstacleKind;
  /** For people: what it is, and what to do. */
  readonly detail: string;
}

/** Obstacles to comparing what runs found. */
export function obstaclesToFindings(runs: readonly ComparedRun[]): readonly Obstacle[] {
  return [
    ...runs.flatMap(({ record: { start, end } }): Obstacle[] => {
      if (end === undefined)
        return [
          {
            kind: 'no-end',
            detail: `run ${start.id} has no end record: it was killed, crashed, or still goes on, and what it saw is known in part`,
          },
        ];
      return end.faults.length === 0
        ? []
        : [
            {
              kind: 'faults',
              detail: `Plainsight failed in run ${start.id}: what it saw is known in part (${end.faults.slice(0, 3).join('; ')})`,
            },
          ];
    }),
    ...rulesObstacle(runs),
    ...runs.flatMap(({ record, destinationsLeft }): Obstacle[] =>
      destinationsLeft === 0
        ? []
        : [{ kind: 'limits', detail: `run ${record.start.id} has ${counted(destinationsLeft, 'destination')} more than are compared` }],
    ),
  ];
}

/** Digests of what the rulesets ask for are keyed, as hashes of values are: under different keys only names can be compared. */
function rulesObstacle(runs: readonly ComparedRun[]): Obstacle[] {
  const starts = runs.map(({ record }) => record.start);
  const digests = new Set(starts.map(({ rulesetDigest }) => rulesetDigest));
  const known = sameKey(runs) && !digests.has(undefined);
  if (known && digests.size === 1) return [];
  const files = new Set(starts.map(({ rulesets }) => JSON.stringify(rulesets)));
  const rules = new Set(runs.flatMap(({ record: { end } }) => (end?.rules === undefined ? [] : [JSON.stringify([...end.rules].sort())])));
  if (!known && files.size === 1 && rules.size <= 1) {
    return [{ kind: 'rules-unknown', detail: 'the runs name the same rulesets, and do not tell whether these were changed in between' }];
  }
  return [
    {
      kind: 'other-rules',
      detail:
        'the runs were judged by different rules, lists or exceptions: what one of them did not find may not have been looked for. Run both under the same rulesets',
    },
  ];
}

/** Obstacles to comparing values. Where there are some other than `limits`, none are compared. */
export function obstaclesToValues(runs: readonly ComparedRun[]): readonly Obstacle[] {
  const without = runs.filter(({ record, values }) => record.start.recordsValues !== true || values === undefined);
  const obstacles: Obstacle[] = without.map(({ record: { start, end } }) => ({
    kind: 'not-recorded',
    detail:
      start.recordsValues === true && end === undefined
        ? `run ${start.id} did not come to its end, where values are written`
        : `run ${start.id} was not recorded with --record-values: what it sent where is not known`,
  }));
  if (!sameKey(runs)) obstacles.push({ kind: 'other-key', detail: otherKey(runs.map(({ record }) => record.start)) });
  return [...obstacles, ...runs.flatMap(({ record }) => limitsOf(record.start, record.end?.valueLimits))];
}

/** Whether hashes of these runs can be compared. */
export function sameKey(runs: readonly ComparedRun[]): boolean {
  const [first, ...others] = runs.map(({ record }) => record.start.hashKeyId);
  return first !== undefined && others.every((id) => id === first);
}

function otherKey(starts: readonly RunStart[]): string {
  return starts.some(({ hashKeyId }) => hashKeyId === undefined)
    ? 'a run is of an earlier version, and does not tell which key its values were hashed with: values cannot be compared'
    : 'the runs hashed values with different keys, so that equal values do not look equal: run both on one machine, or set PLAINSIGHT_HASH_KEY to the same for both';
}

function limitsOf({ id }: RunStart, limits: ValueLimits | undefined): readonly Obstacle[] {
  if (limits === undefined) return [];
  const { positions, values, fields, inMessages, unread } = limits;
  const parts = [
    ...(positions > 0 ? [`${counted(positions, 'value')} at places beyond the first ${grouped(valueBounds.positions)}`] : []),
    ...(values > 0 ? [`${counted(values, 'value')} at places with more than ${valueBounds.valuesOfPosition} different ones`] : []),
    ...(fields > 0 ? [`${counted(fields, 'sighting')} of fields beyond the first ${grouped(valueBounds.fields)} flows`] : []),
    ...(inMessages > 0 ? [`${counted(inMessages, 'value')} of messages with more than ${grouped(valueBounds.valuesOfMessage)}`] : []),
    ...(unread > 0 ? [`${counted(unread, 'message')} that could not be read`] : []),
  ];
  return parts.length === 0 ? [] : [{ kind: 'limits', detail: `run ${id} did not keep ${parts.join(', ')}` }];
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
