import { createDecoder } from '../../../decode/index.js';
import type { Connection, Message } from '../../../model/index.js';
import { createRedactor } from '../../../record/index.js';
import { createJudge, forFieldFilter, type Judge, matchers, type Ruleset } from '../../../rules/index.js';
import { createInspection } from '../../../session/inspection/create-inspection.js';
import type { Inspection } from '../../../session/inspection/inspection.js';
import { type StartThread, threadStarter } from '../../../session/inspection/start-thread.js';
import { inspectionThreadFile } from '../../../session/inspection/thread-file.js';
import { createWorkerPool, type WorkerPool } from '../../../session/inspection/worker-pool.js';

export interface Compared {
  readonly inspection: Inspection;
  readonly judge: Judge;
  /** All that was said: findings, gaps and depths, as they would be written. */
  readonly said: string[];
}

/** A pool of real threads, of the last build. Larger ones would only compete for the cores. */
export function realPool(rules: Ruleset, judge: Judge, program?: URL, jobLimit = 60_000): WorkerPool {
  const file = program ?? inspectionThreadFile();
  if (file === undefined) throw new Error('nothing was built: `npm run build` first');
  const start: StartThread = threadStarter(file, { ruleset: forFieldFilter(rules), budget: { time: 60_000 } });
  return createWorkerPool({ start, count: 2, plantedLater: () => judge.plantedLater, jobLimit, startLimit: 60_000 });
}

/** An inspection that writes down all it says; without `pool` everything is inspected at once. `large`: from so many bytes on in threads. */
export function recording(rules: Ruleset, pool?: (judge: Judge) => WorkerPool, large = 0): Compared {
  const judge = createJudge(rules, {
    now: () => 1,
    matchers,
    locate: () => ({ candidates: ['US'], source: { kind: 'none', cause: 'not-in-database' } }),
  });
  const said: string[] = [];
  const redact = createRedactor({ hashKey: Buffer.alloc(32, 7), plantedValues: () => judge.plantedValues() });
  const inspection = createInspection({
    judge,
    decoder: createDecoder({ time: 60_000 }),
    pool: pool?.(judge),
    jobLimit: 60_000,
    sizes: { large },
    sink: {
      counted: (message, depth) => said.push(`${depth} ${message.body.bytes.length}`),
      gaps: (gaps) => said.push(...gaps.map((gap) => JSON.stringify(gap))),
      judged: (judgements) => said.push(...judgements.map((judgement) => JSON.stringify(redact(judgement)))),
      failed: (_connection, id, error) => said.push(`failed ${id} ${String(error)}`),
      backlog: () => undefined,
      fault: (error) => said.push(`fault ${String(error)}`),
    },
  });
  return { inspection, judge, said };
}

/** The windows in which an observer shows a body over its cap. */
export function windowsOf(message: Message, first = 1024 * 1024, size = 64 * 1024, overlap = 4096): Message[] {
  const { bytes } = message.body;
  const windows: Message[] = [];
  for (let offset = 0, end = 0; end < bytes.length; offset = end - overlap) {
    end = Math.min(bytes.length, end + (windows.length === 0 ? first : size - overlap));
    const window = { index: windows.length, offset, last: end === bytes.length };
    windows.push({ ...message, body: { bytes: bytes.subarray(offset, end), size: end, truncated: false }, window });
  }
  return windows;
}

/** What is said of these messages, in order; each is overwritten as soon as it was handed over. */
export async function saidOf(
  { inspection, said }: Compared,
  connection: Connection,
  messages: readonly Message[],
): Promise<readonly string[]> {
  for (const message of messages) {
    const lent = { ...message, body: { ...message.body, bytes: Buffer.from(message.body.bytes) } };
    inspection.message(connection, lent);
    lent.body.bytes.fill(0x2e);
  }
  await inspection.settle(120_000);
  return said;
}
