import { availableParallelism } from 'node:os';
import { createDecoder, defaultDecodeBudget } from '../../decode/index.js';
import { forFieldFilter, type Judge, type Ruleset } from '../../rules/index.js';
import { createInspection } from './create-inspection.js';
import type { Inspection, InspectionSink } from './inspection.js';
import { threadStarter } from './start-thread.js';
import { inspectionThreadFile } from './thread-file.js';
import { createWorkerPool } from './worker-pool.js';

/** Reading a message in a thread holds up nobody, so it may take longer than here. Milliseconds. */
const threadTime = 3 * defaultDecodeBudget.time;
/** Milliseconds until a thread is given up: what reading may take, and as much again and more for matching on a busy machine. */
const jobLimit = threadTime + 14_000;
const startLimit = 60_000;

/** Inspection for a run: here, and in threads where their program is there. They are started when the first large message comes. */
export function startInspection(ruleset: Ruleset, judge: Judge, sink: InspectionSink, threads = threadCount()): Inspection {
  const file = inspectionThreadFile();
  const pool =
    file === undefined
      ? undefined
      : createWorkerPool({
          start: threadStarter(file, { ruleset: forFieldFilter(ruleset), budget: { time: threadTime } }),
          count: threads,
          plantedLater: () => judge.plantedLater,
          jobLimit,
          startLimit,
        });
  return createInspection({ judge, decoder: createDecoder(), pool, sink, jobLimit });
}

/** One core is the relay's. */
function threadCount(): number {
  return Math.max(1, Math.min(4, availableParallelism() - 1));
}
