import { availableParallelism } from 'node:os';
import { createDecoder, defaultDecodeBudget, openSchemas } from '../../decode/index.js';
import { createFieldFilter, forFieldFilter, type Judge, matchers, type Ruleset } from '../../rules/index.js';
import { createInspection } from './create-inspection.js';
import type { Inspection, InspectionSink } from './inspection.js';
import { threadStarter } from './start-thread.js';
import { inspectionThreadFile } from './thread-file.js';
import { createValueTap, type ValueTap } from './value-tap.js';
import { createWorkerPool } from './worker-pool.js';

/** Reading a message in a thread holds up nobody, so it may take longer than here. Milliseconds. */
const threadTime = 3 * defaultDecodeBudget.time;
/** Milliseconds until a thread is given up: what reading may take, and as much again and more for matching on a busy machine. */
const jobLimit = threadTime + 14_000;
const startLimit = 60_000;

export interface InspectionSettings {
  /** Record values, hashed with this key. */
  readonly hashKey?: Buffer;
  readonly threads?: number;
}

/** Inspection for a run: here, and in threads where their program is there. They are started when the first large message comes. */
export function startInspection(ruleset: Ruleset, judge: Judge, sink: InspectionSink, settings: InspectionSettings = {}): Inspection {
  const { hashKey, threads = threadCount() } = settings;
  const file = inspectionThreadFile();
  const tap = hashKey === undefined ? undefined : inlineTap(ruleset, judge, hashKey);
  const pool =
    file === undefined
      ? undefined
      : createWorkerPool({
          start: threadStarter(file, {
            ruleset: forFieldFilter(ruleset),
            budget: { time: threadTime },
            ...(hashKey === undefined ? {} : { hashKey }),
          }),
          count: threads,
          plantedLater: () => judge.plantedLater,
          jobLimit,
          startLimit,
        });
  const decoder = createDecoder({}, undefined, ruleset.protobuf && openSchemas(ruleset.protobuf));
  return createInspection({ judge, decoder, pool, sink, jobLimit, ...(tap === undefined ? {} : { tap }) });
}

/** The judge keeps to what rules ask for; what is seen beside it needs a look of its own. */
function inlineTap(ruleset: Ruleset, judge: Pick<Judge, 'plantedLater'>, hashKey: Buffer): ValueTap {
  const filter = createFieldFilter(forFieldFilter(ruleset), matchers);
  let planted = 0;
  return createValueTap(filter, hashKey, () => {
    const later = judge.plantedLater;
    for (; planted < later.length; planted += 1) filter.plant(later[planted]!.field, later[planted]!.text);
  });
}

/** One core is the relay's. */
function threadCount(): number {
  return Math.max(1, Math.min(4, availableParallelism() - 1));
}
