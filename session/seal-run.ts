import type { RunEnd, RunRecord, RunStart } from '../model/index.js';
import { type Recorder, readRun } from '../record/index.js';
import { decideVerdict } from '../report/index.js';
import type { FinishOptions, SessionResult } from './session-types.js';

export interface SealOptions {
  readonly run: RunStart;
  readonly end: RunEnd;
  readonly recorder: Pick<Recorder, 'end' | 'close'>;
  readonly dataFolder: string;
  readonly finishing: FinishOptions;
  /** What failed so far; grows while the run is sealed. */
  readonly faults: ReadonlySet<string>;
  readonly fault: (message: string) => void;
  /** What is still open, and is not needed once the end is written. */
  readonly release: () => Promise<void>;
}

/** Writes the end of a run, closes its record, and decides the verdict from what the store gives back: what was not committed is in no verdict. */
export async function sealRun({ run, end, recorder, dataFolder, finishing, faults, fault, release }: SealOptions): Promise<SessionResult> {
  const readBack = async (): Promise<RunRecord> => {
    try {
      return await readRun(dataFolder, run.id);
    } catch (error) {
      fault(error instanceof Error ? error.message : String(error));
      return { start: run, findings: [] };
    }
  };
  // The stored outcome is decided from what was committed, as the verdict is.
  const committed = await readBack();
  const { outcome } = decideVerdict([{ ...committed, end: { ...end, faults: [...faults] } }], { strict: finishing.strict === true });
  const receipt = await recorder.end(end, outcome);
  await recorder.close();
  await release();
  const stored = await readBack();
  if (receipt.kind === 'not-recorded') fault(receipt.fault.message);
  else if (stored.end === undefined) fault('the store did not give back the end of the run');
  const faultsNow = () => [...new Set([...(end.faults ?? []), ...faults])];
  // A store that did not take the end, or does not give it back, makes the run an error that says why.
  const believed: RunRecord = stored.end && receipt.kind === 'recorded' ? stored : { ...stored, end: { ...end, faults: faultsNow() } };
  return { verdict: decideVerdict([believed], finishing), record: believed };
}
