import { expect, it } from 'vitest';
import { openRecorder } from '../../record/open-recorder.js';
import { createConnectionRedactor } from '../../record/redact-connection.js';
import { readComparedRun } from '../../session/read-compared-run.js';
import { sampleConnection, sampleEnd, sampleRun } from '../record/samples.js';
import { tempFolder } from '../record/temp-folder.js';

const connection = createConnectionRedactor({ plantedValues: () => [] })(sampleConnection(), { exchanges: 1 });
const [ended, alive] = ['20261121-211500-aaaa', '20261121-211600-bbbb'];

async function folderOf(recordsValues: boolean): Promise<string> {
  const folder = tempFolder();
  for (const id of [ended, alive]) {
    const run = sampleRun(id, recordsValues ? { recordsValues: true } : {});
    const recorder = await openRecorder({ dataFolder: folder, run, writer: { kind: 'inline' } });
    recorder.connection({ ...connection, id: 'c-1', host: 'a.example', serverAddress: '8.8.8.8' });
    recorder.connection({ ...connection, id: 'c-2', host: 'eu1.sd-rtn.com', serverAddress: '203.0.113.7' });
    recorder.connection({ ...connection, id: 'c-3', host: 'kept.example', serverAddress: '8.8.8.8', asn: 64_500 });
    recorder.connection({ ...connection, id: 'c-4', host: 'notsd-rtn.com', serverAddress: null });
    if (id === ended) await recorder.end(sampleEnd(), 'pass');
    await recorder.close();
  }
  return folder;
}

it('adds what the record does not tell: autonomous systems, and operators that ship with us', async () => {
  const { destinations } = await readComparedRun(await folderOf(false), ended!);
  const by = new Map(destinations.map((destination) => [destination.host, destination]));
  expect(by.get('a.example')).toMatchObject({
    asn: 15_169,
    asnOrganisation: expect.stringMatching(/google/i),
    operators: expect.arrayContaining([expect.stringMatching(/google/)]),
  });
  expect(by.get('eu1.sd-rtn.com')).toMatchObject({ asn: null, operators: ['agora'] });
  // What was recorded then goes before what a table says now.
  expect(by.get('kept.example')).toMatchObject({ asn: 64_500 });
  expect(by.get('notsd-rtn.com')).not.toHaveProperty('operators');
});

it('has values only of a run that recorded them and came to its end', async () => {
  const [with_, without] = [await folderOf(true), await folderOf(false)];
  expect((await readComparedRun(with_, ended!)).values).toEqual({ positions: [], fields: [] });
  expect('values' in (await readComparedRun(with_, alive!))).toBe(false);
  expect('values' in (await readComparedRun(without, ended!))).toBe(false);
  expect((await readComparedRun(without, alive!)).record.end).toBeUndefined();
});
