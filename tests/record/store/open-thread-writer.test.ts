import { describe, expect, it } from 'vitest';
import { BatchingRecorder } from '../../../record/batching-recorder.js';
import { openThreadWriter } from '../../../record/store/open-thread-writer.js';
import { sampleFinding, sampleRun } from '../samples.js';

const options = { folder: '/nowhere', run: sampleRun('20261121-211500-x7k2') };
const thread = (source: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; const send = (message) => parentPort.postMessage(message); ${source}`)}`,
  );
const batch = { findings: [], steps: [] };

describe('openThreadWriter', () => {
  it('fails what is under way and what comes later when the thread dies', async () => {
    const writer = await openThreadWriter(
      thread(`send({ kind: 'ready' }); parentPort.on('message', () => { throw new Error('out of luck'); });`),
      options,
    );
    const died = { kind: 'failed', stored: false, fault: { cause: 'thread-died', message: expect.stringContaining('out of luck') } };
    expect(await Promise.all([writer.write(batch), writer.write(batch)])).toEqual([died, died]);
    expect(await writer.write(batch)).toEqual(died);
    await writer.close();
  });

  it('makes the death of the thread a fault of the recorder', async () => {
    const writer = await openThreadWriter(thread(`send({ kind: 'ready' }); parentPort.on('message', () => process.exit(3));`), options);
    const recorder = new BatchingRecorder('r', writer, () => undefined);
    expect(await recorder.finding(sampleFinding())).toMatchObject({ kind: 'not-recorded', fault: { cause: 'thread-died' } });
    expect(recorder.faults).toMatchObject([{ fault: { cause: 'thread-died' }, count: 1 }]);
    await recorder.close();
  });

  it.each([
    ['refuses', `send({ kind: 'refused', fault: { cause: 'disk-full', message: 'full' } });`, 'disk-full'],
    ['dies before it is ready', `throw new Error('no');`, 'thread-died'],
    ['ends before it is ready', '', 'thread-died'],
  ])('rejects when the thread %s', async (_, source, cause) => {
    await expect(openThreadWriter(thread(source), options)).rejects.toMatchObject({ fault: { cause } });
  });

  it('gives each batch its own answer', async () => {
    const source = `send({ kind: 'ready' });
      parentPort.on('message', (message) => message.kind === 'close' ? parentPort.close()
        : setTimeout(() => send({ kind: 'written', number: message.number, result: { kind: 'recorded', of: message.batch.findings[0] } }), 20 / message.number));`;
    const writer = await openThreadWriter(thread(source), options);
    const results = await Promise.all(['a', 'b', 'c'].map((name) => writer.write({ findings: [name], steps: [] })));
    expect(results).toEqual(['a', 'b', 'c'].map((of) => ({ kind: 'recorded', of })));
    await writer.close();
  });
});
