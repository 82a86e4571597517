import { afterAll, describe, expect, it } from 'vitest';
import type { RunEnd, RunStart } from '../../model/index.js';
import { openRecorder, type Recorder } from '../../record/index.js';
import { sealRun } from '../../session/seal-run.js';
import { makeFolder } from '../harness/temporary-folder.js';
import { sampleRun } from '../report/samples.js';

const folder = makeFolder();
afterAll(() => folder.remove());

const { start, end: sampleEnd } = sampleRun();
const end: RunEnd = { ...sampleEnd!, coverage: { ...sampleEnd!.coverage, connections: 1, exchanges: 1 } };

async function seal(id: string, change: (recorder: Recorder) => Pick<Recorder, 'end' | 'close'>, faults = new Set<string>()) {
  const run: RunStart = { ...start, id };
  const recorder = await openRecorder({ dataFolder: folder.path, run, onFault: ({ message }) => faults.add(message) });
  let released = 0;
  const result = await sealRun({
    run,
    end,
    recorder: change(recorder),
    dataFolder: folder.path,
    finishing: {},
    faults,
    fault: (message) => faults.add(message),
    release: async () => {
      released += 1;
    },
  });
  await recorder.close();
  return { result, faults, released };
}

describe('sealRun', () => {
  it('gives the verdict on what the store gives back', async () => {
    const { result, faults, released } = await seal('20261121-211500-aaaa', (recorder) => recorder);
    expect([result.verdict.outcome, [...faults], released]).toEqual(['pass', [], 1]);
    expect(result.record.end).toMatchObject({ coverage: { connections: 1 } });
  });

  it('is an error where the end could not be written', async () => {
    const { result, faults } = await seal('20261121-211500-bbbb', (recorder) => ({
      end: async () => ({ kind: 'not-recorded', fault: { kind: 'write-failed', message: 'no space left' } as never }),
      close: () => recorder.close(),
    }));
    expect([result.verdict.outcome, result.verdict.exitCode]).toEqual(['error', 4]);
    expect([...faults]).toEqual(['no space left']);
    expect(result.record.end?.faults).toEqual(['no space left']);
  });

  it('is an error where the store says that it wrote the end, and does not have it', async () => {
    const { result, faults } = await seal('20261121-211500-cccc', (recorder) => ({
      end: async () => ({ kind: 'recorded' }),
      close: () => recorder.close(),
    }));
    expect([result.verdict.outcome, [...faults]]).toEqual(['error', ['the store did not give back the end of the run']]);
  });
});
