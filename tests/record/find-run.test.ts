import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecorder } from '../../record/open-recorder.js';
import { readRun } from '../../record/read-run.js';
import type { RecordError } from '../../record/record-fault.js';
import { sampleRun } from './samples.js';
import { tempFolder } from './temp-folder.js';

async function folderWith(...ids: string[]): Promise<string> {
  const folder = tempFolder();
  for (const [at, id] of ids.entries()) {
    const recorder = await openRecorder({ dataFolder: folder, run: sampleRun(id, { startedDateTime: at }), writer: { kind: 'inline' } });
    await recorder.close();
  }
  return folder;
}

const found = (folder: string, reference: string): Promise<string> =>
  readRun(folder, reference).then(
    ({ start }) => start.id,
    (error: RecordError) => error.fault.cause,
  );

const early = '20261120-100000-aaaa';
const one = '20261121-211500-x7k2';
const two = '20261121-211501-b000';

describe('a run', () => {
  it('is found by its ID, a prefix, or as the latest', async () => {
    const folder = await folderWith(early, one, two);
    expect(await found(folder, one)).toBe(one);
    expect(await found(folder, '20261120')).toBe(early);
    expect(await found(folder, '20261121-211501')).toBe(two);
    expect(await found(folder, 'latest')).toBe(two);
    expect(await found(folder, '20261121')).toBe('run-ambiguous');
    expect(await found(folder, '2027')).toBe('run-not-found');
  });

  it('is found by the path of its folder or log', async () => {
    const folder = await folderWith(early, one);
    const elsewhere = await folderWith(two);
    for (const path of [join(folder, 'runs', one), `${join(folder, 'runs', one)}/`, join(folder, 'runs', one, 'violations.ndjson')]) {
      expect(await found(elsewhere, path)).toBe(one);
    }
  });

  it('is not found outside of records', async () => {
    const folder = await folderWith(one);
    const empty = tempFolder();
    mkdirSync(join(empty, 'runs', one), { recursive: true });
    const outside = [
      '../../etc/passwd',
      '/etc',
      '..',
      `../${one}`,
      join(empty, 'runs', one),
      `runs/../${one}`,
      '',
      '%',
      "' OR 1=1 --",
      `${one}\0`,
      '_',
    ];
    for (const reference of outside) expect([reference, await found(folder, reference)]).toEqual([reference, 'bad-run-id']);
  });

  it('is not found where nothing was recorded', async () => {
    expect(await found(tempFolder(), 'latest')).toBe('no-record');
    const folder = await folderWith();
    expect(await found(join(folder, 'missing'), 'latest')).toBe('no-record');
  });
});
