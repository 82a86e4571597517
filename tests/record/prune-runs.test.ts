import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listRuns } from '../../record/list-runs.js';
import { openRecorder } from '../../record/open-recorder.js';
import { pruneRuns } from '../../record/prune-runs.js';
import { readOccurrences } from '../../record/read-occurrences.js';
import { sampleEnd, sampleFinding, sampleRun } from './samples.js';
import { tempFolder } from './temp-folder.js';

const ids = ['20261118-100000-aaaa', '20261119-100000-bbbb', '20261120-100000-cccc', '20261121-100000-dddd'];
const day = 86_400_000;

async function folderWithRuns(unfinished: readonly string[] = []): Promise<string> {
  const folder = tempFolder();
  for (const [at, id] of ids.entries()) {
    const recorder = await openRecorder({
      dataFolder: folder,
      run: sampleRun(id, { startedDateTime: at * day }),
      writer: { kind: 'inline' },
    });
    await recorder.finding(sampleFinding({ fingerprint: 'f1' }));
    if (!unfinished.includes(id)) await recorder.end(sampleEnd(), 'fail');
    await recorder.close();
  }
  return folder;
}

const left = async (folder: string): Promise<string[]> => (await listRuns(folder)).map(({ id }) => id);

describe('pruneRuns', () => {
  it('deletes all but the latest, from the store and from disk', async () => {
    const folder = await folderWithRuns();
    expect(await pruneRuns(folder, 2)).toEqual(['20261119-100000-bbbb', '20261118-100000-aaaa']);
    expect(await left(folder)).toEqual(['20261121-100000-dddd', '20261120-100000-cccc']);
    expect(ids.map((id) => existsSync(join(folder, 'runs', id)))).toEqual([false, false, true, true]);
    expect(await readOccurrences(folder, 'latest', 'f1')).toHaveLength(1);
    expect(await pruneRuns(folder, 2)).toEqual([]);
    expect(await pruneRuns(folder, 0)).toHaveLength(2);
  });

  it('leaves a run that may still be going on, and takes one that died long ago', async () => {
    const folder = await folderWithRuns(['20261118-100000-aaaa', '20261120-100000-cccc']);
    expect(await pruneRuns(folder, 0, 2 * day + 1_000)).not.toContain('20261120-100000-cccc');
    expect(await left(folder)).toEqual(['20261120-100000-cccc']);
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('deletes nothing when told to keep %s', async (keep) => {
    const folder = await folderWithRuns();
    await expect(pruneRuns(folder, keep)).rejects.toThrow(RangeError);
    expect(await left(folder)).toHaveLength(4);
  });
});
