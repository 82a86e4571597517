import { describe, expect, it } from 'vitest';
import type { Finding } from '../../model/index.js';
import { BatchingRecorder, type QueueLimits } from '../../record/batching-recorder.js';
import type { RecordFault } from '../../record/record-fault.js';
import { createConnectionRedactor } from '../../record/redact-connection.js';
import type { BatchResult, WriteBatch } from '../../record/store/write-batch.js';
import { sampleConnection, sampleEnd, sampleFinding } from './samples.js';

const full: RecordFault = { cause: 'disk-full', message: 'cannot write: disk full' };
const failed: BatchResult = { kind: 'failed', stored: false, fault: full };
const limits: QueueLimits = { findings: 3, findingBytes: 1_000_000, connections: 2, steps: 2 };
const connection = createConnectionRedactor({ plantedValues: () => [] })(sampleConnection(), { exchanges: 0 });
const finding = (fingerprint: string): Finding => sampleFinding({ fingerprint });
const turn = () => new Promise((resolve) => setImmediate(resolve));
const turns = async (count: number) => {
  for (let at = 0; at < count; at += 1) await turn();
};

/** A writer whose batches are answered by hand. */
function manualWriter() {
  const batches: WriteBatch[] = [];
  const answers: ((result: BatchResult) => void)[] = [];
  const port = {
    write: (batch: WriteBatch) => {
      batches.push(batch);
      return new Promise<BatchResult>((resolve) => answers.push(resolve));
    },
    close: async () => undefined,
  };
  return { port, batches, answer: (result: BatchResult = { kind: 'recorded' }) => answers.shift()?.(result) };
}

describe('BatchingRecorder', () => {
  it('gives the receipt of a finding only after the writer has answered', async () => {
    const writer = manualWriter();
    const recorder = new BatchingRecorder('r', writer.port, () => undefined);
    const receipts: unknown[] = [];
    void recorder.finding(finding('a')).then((receipt) => receipts.push(receipt));
    await turns(3);
    expect(writer.batches).toHaveLength(1);
    expect(receipts).toEqual([]);
    writer.answer();
    await turns(1);
    expect(receipts).toEqual([{ kind: 'recorded' }]);
  });

  it('puts what comes while a batch is under way into one next batch', async () => {
    const writer = manualWriter();
    const recorder = new BatchingRecorder('r', writer.port, () => undefined);
    void recorder.finding(finding('a'));
    await turns(2);
    void recorder.finding(finding('b'));
    void recorder.finding(finding('c'));
    recorder.connection(connection);
    await turns(3);
    expect(writer.batches).toHaveLength(1);
    writer.answer();
    await turns(3);
    expect(writer.batches.map((batch) => batch.findings.length)).toEqual([1, 2]);
    expect(JSON.parse(writer.batches[1]?.connections ?? '')).toEqual([connection]);
  });

  it('holds findings back when the queue is full, and loses none', async () => {
    const writer = manualWriter();
    const recorder = new BatchingRecorder('r', writer.port, () => undefined, limits);
    const receipts: unknown[] = [];
    const names = Array.from({ length: 11 }, (_, at) => `f${at}`);
    for (const name of names) void recorder.finding(finding(name)).then((receipt) => receipts.push(receipt));
    const done = recorder.close();
    while (receipts.length < names.length) {
      await turns(2);
      writer.answer();
    }
    await done;
    expect(Math.max(...writer.batches.map((batch) => batch.findings.length))).toBe(3);
    const written = writer.batches.flatMap((batch) => batch.findings.map((json) => JSON.parse(json).partialFingerprints['plainsight/v1']));
    expect(written.sort()).toEqual(names.sort());
    expect(recorder.faults).toEqual([]);
  });

  it('takes a finding larger than the queue when nothing else waits', async () => {
    const writer = manualWriter();
    const recorder = new BatchingRecorder('r', writer.port, () => undefined, { ...limits, findingBytes: 1 });
    const receipt = recorder.finding(finding('a'));
    await turns(2);
    writer.answer();
    expect(await receipt).toEqual({ kind: 'recorded' });
  });

  it('replaces a waiting connection, drops others when full, and counts them as one fault', async () => {
    const writer = manualWriter();
    const told: RecordFault[] = [];
    const recorder = new BatchingRecorder('r', writer.port, (fault) => told.push(fault), limits);
    for (const id of ['c-1', 'c-2', 'c-3', 'c-4']) recorder.connection({ ...connection, id });
    recorder.connection({ ...connection, id: 'c-1', exchanges: 7 });
    const flushed = recorder.flush();
    writer.answer();
    await flushed;
    expect(JSON.parse(writer.batches[0]?.connections ?? '')).toMatchObject([{ id: 'c-1', exchanges: 7 }, { id: 'c-2' }]);
    expect(recorder.faults).toMatchObject([{ fault: { cause: 'record-overloaded' }, count: 2 }]);
    expect(told).toHaveLength(1);
  });

  it('reports a failed batch in its receipts and faults, and tries the next', async () => {
    const writer = manualWriter();
    const told: RecordFault[] = [];
    const recorder = new BatchingRecorder('r', writer.port, (fault) => told.push(fault));
    for (const result of [failed, failed, { kind: 'recorded' } as const]) {
      const receipt = recorder.finding(finding('a'));
      await turns(2);
      writer.answer(result);
      expect(await receipt).toEqual(result.kind === 'recorded' ? result : { kind: 'not-recorded', fault: full });
    }
    expect(told).toEqual([full]);
    expect(recorder.faults).toEqual([{ fault: full, count: 2 }]);
  });

  it.each([
    ['pass', 'error'],
    ['inconclusive', 'error'],
    ['fail', 'fail'],
  ] as const)('never ends a run with faults as a pass: %s becomes %s', async (outcome, stored) => {
    const writer = manualWriter();
    const recorder = new BatchingRecorder('r', writer.port, () => undefined);
    recorder.step({ name: 'login', began: 1 });
    const ended = recorder.end(sampleEnd({ faults: ['relay failed'] }), outcome);
    writer.answer(failed);
    await turns(3);
    writer.answer();
    expect(await ended).toEqual({ kind: 'recorded' });
    const entry = JSON.parse(writer.batches[1]?.end ?? '');
    expect(entry).toMatchObject({ outcome: stored, end: { faults: ['relay failed', 'cannot write: disk full'] } });
  });

  it('writes the end after everything else', async () => {
    const writer = manualWriter();
    const recorder = new BatchingRecorder('r', writer.port, () => undefined, limits);
    for (const name of ['a', 'b', 'c', 'd', 'e']) void recorder.finding(finding(name));
    const ended = recorder.end(sampleEnd(), 'fail');
    for (let at = 0; at < 4; at += 1) {
      writer.answer();
      await turns(3);
    }
    expect(await ended).toEqual({ kind: 'recorded' });
    expect(writer.batches.map((batch) => batch.end !== undefined)).toEqual([false, false, true]);
  });
});
