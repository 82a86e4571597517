import type { Declared } from '../../decode/declared.js';
import type { Format, Leaves, Reading } from '../../decode/format.js';
import { normalizedPath } from '../../decode/normalized-path.js';
import { Place } from '../../decode/place.js';
import { Source } from '../../decode/source.js';

export interface Recorded {
  readonly reading: Reading;
  /** `kind path = value`, in order; kinds are those of {@link Leaves}, and `candidate`. */
  readonly lines: readonly string[];
  /** Positions of each call, in the same order. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
  readonly declared: readonly (Declared | undefined)[];
}

/** What a format hands over of some bytes, without a walk. `most`: calls after which the budget is used up. */
export function recorded(format: Format, bytes: Buffer, declared?: Declared, most = Number.POSITIVE_INFINITY): Recorded {
  const lines: string[] = [];
  const ranges: (readonly [number, number])[] = [];
  const types: (Declared | undefined)[] = [];
  const add = (kind: string, place: Place, value: string, start: number, end: number, type?: Declared): boolean => {
    lines.push(`${kind} ${normalizedPath(place.segments())} = ${value}`);
    ranges.push([start, end]);
    types.push(type);
    return lines.length < most;
  };
  const into: Leaves = {
    root: Place.root,
    leaf: (place, value, start, end) => add('leaf', place, value, start, end),
    plain: (place, value, start, end, candidate?: boolean) => add(candidate ? 'candidate' : 'plain', place, value, start, end),
    key: (place, key, start, end) => add('key', place, key, start, end),
    part: (place, start, end, type, source) =>
      add('part', place, (source ?? Source.ofBytes(bytes.subarray(start, end))).units, start, end, type),
    tooDeep: () => undefined,
    rest: (start, end) => add('rest', Place.root, bytes.toString('latin1', start, end), start, end),
  };
  return { reading: format.read(Source.ofBytes(bytes), into, declared), lines, ranges, declared: types };
}
