import { expect, it } from 'vitest';
import type { RecordedField, RecordedPosition } from '../../model/index.js';
import { openRecorder } from '../../record/open-recorder.js';
import { pruneRuns } from '../../record/prune-runs.js';
import { readValues } from '../../record/read-values.js';
import { openStore } from '../../record/store/open-store.js';
import { sampleEnd, sampleRun } from './samples.js';
import { tempFolder } from './temp-folder.js';

const position = (at: string): RecordedPosition => ({
  host: 'api.example',
  method: 'POST',
  path: '/v1',
  kind: 'http-request',
  location: 'body',
  at,
  transforms: ['json'],
  values: [{ hash: 'h1', count: 2, opaqueBytes: 128, issued: true, explainedBy: ['id'] }],
  more: 3,
});
const field: RecordedField = {
  field: 'id',
  recognisedAs: 'planted',
  host: 'api.example',
  countryIsoCode: null,
  asn: 64_500,
  direction: 'client-to-server',
  wire: 'tls',
  location: 'body',
  at: '$',
  count: 1,
  hashes: ['h1'],
};

it('gives back what was recorded, in order, of the run asked for', async () => {
  const folder = tempFolder();
  const positions = Array.from({ length: 1_200 }, (_, index) => position(`$[${index}]`));
  for (const [run, values] of [
    ['20261121-211500-aaaa', { positions, fields: [field] }],
    ['20261121-211500-bbbb', { positions: [], fields: [] }],
  ] as const) {
    const recorder = await openRecorder({ dataFolder: folder, run: sampleRun(run), writer: { kind: 'inline' } });
    recorder.values(values);
    expect(await recorder.end(sampleEnd(), 'pass')).toEqual({ kind: 'recorded' });
    await recorder.close();
    expect(recorder.faults).toEqual([]);
  }
  expect(await readValues(folder, '20261121-211500-a')).toEqual({ positions, fields: [field] });
  expect(await readValues(folder, '20261121-211500-b')).toEqual({ positions: [], fields: [] });
  await expect(readValues(folder, '20991121')).rejects.toMatchObject({ fault: { cause: 'run-not-found' } });
});

it('goes with its run', async () => {
  const folder = tempFolder();
  const recorder = await openRecorder({ dataFolder: folder, run: sampleRun('20261121-211500-aaaa'), writer: { kind: 'inline' } });
  recorder.values({ positions: [position('$')], fields: [] });
  await recorder.end(sampleEnd(), 'pass');
  await recorder.close();
  await pruneRuns(folder, 0);
  const database = await openStore(`${folder}/plainsight.db`);
  expect(database.prepare('SELECT count(*) AS left FROM recorded_values').all([])).toEqual([{ left: 0 }]);
  database.close();
});

it('is a fault after the record was closed', async () => {
  const recorder = await openRecorder({ dataFolder: tempFolder(), run: sampleRun('20261121-211500-aaaa'), writer: { kind: 'inline' } });
  await recorder.close();
  recorder.values({ positions: [position('$')], fields: [] });
  expect(recorder.faults).toMatchObject([{ fault: { cause: 'closed' } }]);
});
