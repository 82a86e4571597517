import type { RunRecord } from '../model/index.js';
import { UsageError } from './usage-error.js';

/** Which runs a report is about. */
export interface RunChoice {
  readonly data: string;
  readonly references: readonly string[];
  /** All runs that carry this label, beside those that are named. */
  readonly label?: string;
  /** How many there must be: a worker that never began leaves nothing that could be missed. */
  readonly count?: number;
}

/** Runs of one label that began further apart belong to different builds: an older one could answer for what the newer did not reach. */
const longestSpread = 24 * 60 * 60 * 1000;

/** The records of the runs, each once, in the order given, those of the label oldest first. Throws {@link UsageError}, and `RecordError`. */
export async function readRuns({ data, references, label, count }: RunChoice): Promise<RunRecord[]> {
  const { readRun } = await import('../session.js');
  if (references.length === 0 && label === undefined) throw new UsageError('name runs (plainsight runs lists them), latest, or a --label');
  const labelled = label === undefined ? [] : await runsOf(data, label);
  if (label !== undefined && labelled.length === 0 && count === undefined)
    throw new UsageError(`no run is labelled ${JSON.stringify(label)} in ${data}`);
  const records = new Map<string, RunRecord>();
  for (const reference of [...references, ...labelled]) {
    const record = await readRun(data, reference);
    const known = records.get(record.start.id);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(record))
      throw new UsageError(`two different runs have the ID ${record.start.id}: report them apart`);
    records.set(record.start.id, record);
  }
  // Fewer are no wrong usage: a worker did not begin, which the verdict says.
  if (count !== undefined && records.size > count) {
    const found = [...records.keys()].join(', ');
    throw new UsageError(`--runs ${count} asks for ${count} ${count === 1 ? 'run' : 'runs'}, but there are ${records.size} (${found})`);
  }
  return [...records.values()];
}

async function runsOf(data: string, label: string): Promise<string[]> {
  const { listRuns } = await import('../session.js');
  const found = (await listRuns(data)).filter((run) => run.label === label).reverse();
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (last.started - first.started > longestSpread) {
    const times = [first, last].map(({ id, started }) => `${id} of ${new Date(started).toISOString()}`);
    throw new UsageError(
      `the runs labelled ${JSON.stringify(label)} began more than a day apart (${times.join(', ')}), so they are of different builds: name the runs, or give each build a label of its own`,
    );
  }
  return found.map(({ id }) => id);
}
