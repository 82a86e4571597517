import { describe, expect, it } from 'vitest';
import { describeSteps } from '../../report/describe-steps.js';
import { sampleRun } from './samples.js';

const none = { error: 0, warning: 0, note: 0 };
const began = Date.UTC(2026, 6, 1, 12, 1);

describe('describeSteps', () => {
  it('says when a step began, how long it lasted and what was found in it', () => {
    const findings = { violations: { error: 2, warning: 1, note: 0 }, open: { ...none, error: 1 }, silenced: 3 };
    const steps = [{ name: 'login', began, ended: began + 4_500, findings }];
    expect(describeSteps([sampleRun({ end: { steps, outsideSteps: { violations: none, open: none, silenced: 0 } } })])).toEqual([
      'login: from 2026-07-01T12:01:00.000Z for 4.500 s, 2 violations, 1 warning or note, 1 open finding, 3 silenced',
      'outside any step: nothing found',
    ]);
  });

  it('says of a step that it was still open, and nothing of findings that were not counted', () => {
    expect(describeSteps([sampleRun({ end: { steps: [{ name: 'call', began }] } })])).toEqual([
      'call: from 2026-07-01T12:01:00.000Z, still open when the run ended',
    ]);
  });

  it('shows steps of several runs for each run, and never adds them up', () => {
    const steps = [{ name: 'login', began, ended: began }];
    const lines = describeSteps([
      sampleRun({ id: 'r1', label: 'worker 1', end: { steps } }),
      sampleRun({ id: 'r2', end: { steps } }),
      sampleRun({ id: 'r3', end: null }),
      sampleRun({ id: 'r4', end: { steps: [] } }),
    ]);
    expect(lines.map((line) => line.split(': ')[0])).toEqual(['r1 "worker 1"', 'r2']);
  });
});
