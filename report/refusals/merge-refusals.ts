import type { Refusal } from '../../model/index.js';
import { groupBy } from '../group-by.js';
import { bySize } from './by-size.js';

/** One entry for each device, host and diagnosis, with counts added and all causes, by device and host. The first advice stays. */
export function mergeRefusals(refusals: readonly Refusal[]): readonly Refusal[] {
  const groups = groupBy(refusals, ({ client, host, diagnosis }) => JSON.stringify([client, host, diagnosis]));
  return [...groups.values()].flatMap(mergeGroup).sort(byPlace);
}

function mergeGroup(group: readonly Refusal[]): Refusal[] {
  const [first] = group;
  if (first === undefined) return [];
  const causes = new Map<string, number>();
  for (const { cause, count } of group) {
    for (const each of cause.split(', ')) causes.set(each, (causes.get(each) ?? 0) + count);
  }
  const cause = [...causes].sort(bySize).map(([text]) => text);
  return [{ ...first, count: group.reduce((sum, { count }) => sum + count, 0), cause: cause.join(', ') }];
}

function byPlace(one: Refusal, other: Refusal): number {
  return compareText(one.client, other.client) || compareText(one.host, other.host) || compareText(one.diagnosis, other.diagnosis);
}

/** By code unit, so that reports are the same in every locale. */
function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
