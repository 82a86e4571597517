import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { ConnectionRecord } from '../../record/connection-record.js';
import { listRuns } from '../../record/list-runs.js';
import { openRecorder } from '../../record/open-recorder.js';
import { readConnections } from '../../record/read-connections.js';
import { readOccurrences } from '../../record/read-occurrences.js';
import { readRun } from '../../record/read-run.js';
import type { RecordError, RecordFault } from '../../record/record-fault.js';
import { createConnectionRedactor } from '../../record/redact-connection.js';
import { useBuiltRecord } from './built-record.js';
import { sampleConnection, sampleEnd, sampleFinding, sampleRun } from './samples.js';
import { tempFolder } from './temp-folder.js';

const built = useBuiltRecord();
const recordOf = createConnectionRedactor({ plantedValues: () => [] });
const connection = (id: string): ConnectionRecord => ({ ...recordOf(sampleConnection(), { exchanges: 1 }), id });
const logOf = (folder: string, id: string): string[] =>
  readFileSync(join(folder, 'runs', id, 'violations.ndjson'), 'utf8')
    .split('\n')
    .slice(0, -1);
const faultOf = (promise: Promise<unknown>): Promise<RecordFault> =>
  promise.then(
    () => expect.fail('no error'),
    (error: RecordError) => error.fault,
  );

describe.each(['inline', 'thread'] as const)('openRecorder, writer: %s', (kind) => {
  const writer = () => (kind === 'inline' ? { kind } : { kind, file: built('record/store/writer-thread.js') });
  const id = '20261121-211500-x7k2';

  it('records a run that reads back the same', async () => {
    const folder = tempFolder();
    const recorder = await openRecorder({ dataFolder: folder, run: sampleRun(id, { label: 'nightly' }), writer: writer() });
    const finding = sampleFinding();
    expect(await recorder.finding(finding)).toEqual({ kind: 'recorded' });
    expect(await recorder.finding(finding)).toEqual({ kind: 'recorded' });
    expect(await recorder.finding({ ...finding, kind: 'open' })).toEqual({ kind: 'recorded' });
    expect(await recorder.finding({ ...finding, kind: 'pass' })).toEqual({ kind: 'recorded' });
    recorder.connection(connection('c-1'));
    recorder.connection({ ...connection('c-1'), bytesFromClient: 999 });
    recorder.connection(connection('c-2'));
    recorder.step({ name: 'login', began: 5 });
    recorder.step({ name: 'login', began: 5, ended: 9 });
    expect(await recorder.end(sampleEnd(), 'fail')).toEqual({ kind: 'recorded' });
    await recorder.close();

    expect(recorder.faults).toEqual([]);
    expect(await readRun(folder, 'latest')).toEqual({
      start: sampleRun(id, { label: 'nightly' }),
      end: sampleEnd(),
      findings: expect.arrayContaining([
        { finding, count: 2 },
        { finding: { ...finding, kind: 'open' }, count: 1 },
      ]),
    });
    expect(await readConnections(folder, id)).toEqual([{ ...connection('c-1'), bytesFromClient: 999 }, connection('c-2')]);
    expect(await readOccurrences(folder, id, finding.partialFingerprints['plainsight/v1'])).toHaveLength(3);
    expect(await listRuns(folder)).toMatchObject([{ id, label: 'nightly', outcome: 'fail', violations: 2, connections: 2 }]);
    expect(logOf(folder, id)).toHaveLength(2);
  });

  it('has written a finding by the time its receipt is there, in files that only the user can read', async () => {
    const folder = join(tempFolder(), 'data');
    const recorder = await openRecorder({ dataFolder: folder, run: sampleRun(id), writer: writer() });
    await recorder.finding(sampleFinding());
    expect(logOf(folder, id)).toHaveLength(1);
    expect((await readRun(folder, id)).findings).toHaveLength(1);
    expect((await readRun(folder, id)).end).toBeUndefined();
    for (const [path, mode] of [
      ['', 0o700],
      ['runs', 0o700],
      [`runs/${id}`, 0o700],
      [`runs/${id}/violations.ndjson`, 0o600],
      ['plainsight.db', 0o600],
      ['plainsight.db-wal', 0o600],
    ] as const) {
      expect([path, (statSync(join(folder, path)).mode & 0o777).toString(8)]).toEqual([path, mode.toString(8)]);
    }
    await recorder.close();
  });

  it('keeps a finding that counts apart from the same one excepted, or as a warning', async () => {
    const folder = tempFolder();
    const recorder = await openRecorder({ dataFolder: folder, run: sampleRun(id), writer: writer() });
    const suppression = { kind: 'suppression', reason: 'APP-1', until: '2027-01-01', place: 'a.yaml:3' } as const;
    await recorder.finding(sampleFinding({ suppression }));
    await recorder.finding(sampleFinding({ level: 'warning' }));
    await recorder.finding(sampleFinding());
    await recorder.close();
    const { findings } = await readRun(folder, id);
    expect(findings.map(({ finding, count }) => [finding.level, finding.suppression?.place, count])).toEqual(
      expect.arrayContaining([
        ['error', 'a.yaml:3', 1],
        ['warning', undefined, 1],
        ['error', undefined, 1],
      ]),
    );
    expect(await listRuns(folder)).toMatchObject([{ violations: 2 }]);
  });

  it('keeps 100 occurrences and 1,000 lines of one finding, and counts all', async () => {
    const folder = tempFolder();
    const recorder = await openRecorder({ dataFolder: folder, run: sampleRun(id), writer: writer() });
    const finding = sampleFinding();
    await Promise.all(Array.from({ length: 1_250 }, () => recorder.finding(finding)));
    await recorder.close();
    expect((await readRun(folder, id)).findings[0]?.count).toBe(1_250);
    expect(await readOccurrences(folder, id, finding.partialFingerprints['plainsight/v1'])).toHaveLength(100);
    expect(logOf(folder, id)).toHaveLength(1_000);
  });

  it('lets two runs record into one folder at once', async () => {
    const folder = tempFolder();
    const ids = ['20261121-211500-aaaa', '20261121-211500-bbbb'];
    const recorders = await Promise.all(ids.map((run) => openRecorder({ dataFolder: folder, run: sampleRun(run), writer: writer() })));
    for (let round = 0; round < 20; round += 1) {
      const receipts = await Promise.all(recorders.map((recorder) => recorder.finding(sampleFinding({ fingerprint: `f${round}` }))));
      expect(receipts).toEqual([{ kind: 'recorded' }, { kind: 'recorded' }]);
    }
    await Promise.all(recorders.map((recorder) => recorder.close()));
    for (const run of ids) expect((await readRun(folder, run)).findings).toHaveLength(20);
  });

  it('refuses a run ID that is taken, or is none', async () => {
    const folder = tempFolder();
    const recorder = await openRecorder({ dataFolder: folder, run: sampleRun(id), writer: writer() });
    expect(await faultOf(openRecorder({ dataFolder: folder, run: sampleRun(id), writer: writer() }))).toMatchObject({
      cause: 'run-exists',
    });
    const bad = openRecorder({ dataFolder: folder, run: sampleRun('../../evil'), writer: writer() });
    expect(await faultOf(bad)).toMatchObject({ cause: 'bad-run-id' });
    await recorder.close();
  });

  it('says so when the database is none', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'plainsight.db'), 'a shopping list, not a database\n'.repeat(200));
    expect(await faultOf(openRecorder({ dataFolder: folder, run: sampleRun(id), writer: writer() }))).toMatchObject({ cause: 'corrupt' });
  });

  it('fails calls after it was closed, and closes twice without harm', async () => {
    const recorder = await openRecorder({ dataFolder: tempFolder(), run: sampleRun(id), writer: writer() });
    const last = recorder.finding(sampleFinding());
    await Promise.all([recorder.close(), recorder.close()]);
    expect(await last).toEqual({ kind: 'recorded' });
    expect(await recorder.finding(sampleFinding())).toMatchObject({ kind: 'not-recorded', fault: { cause: 'closed' } });
    expect(await recorder.end(sampleEnd(), 'pass')).toMatchObject({ kind: 'not-recorded', fault: { cause: 'closed' } });
    expect(recorder.faults).toMatchObject([{ fault: { cause: 'closed' }, count: 2 }]);
  });
});

describe('openRecorder', () => {
  it('makes a data folder that version control ignores', async () => {
    const folder = join(tempFolder(), 'deep', 'data');
    const recorder = await openRecorder({ dataFolder: folder, run: sampleRun('20261121-211500-x7k2'), writer: { kind: 'inline' } });
    await recorder.close();
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('opens nothing in a folder that belongs to something else', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'package.json'), '{}');
    const opening = openRecorder({ dataFolder: folder, run: sampleRun('20261121-211500-x7k2'), writer: { kind: 'inline' } });
    expect(await faultOf(opening)).toMatchObject({ cause: 'not-a-data-folder' });
    expect(existsSync(join(folder, '.gitignore'))).toBe(false);
  });

  it('does not stay alive for a run that nobody closes', async () => {
    const folder = tempFolder();
    const script = `
      const { openRecorder } = await import(${JSON.stringify(built('record/index.js').href)});
      const run = { id: '20261121-211500-x7k2', startedDateTime: 0, rulesets: [], version: '0' };
      await openRecorder({ dataFolder: ${JSON.stringify(folder)}, run });`;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`));
    expect(await new Promise((resolve, reject) => worker.on('exit', resolve).on('error', reject))).toBe(0);
    chmodSync(folder, 0o700);
  });
});
