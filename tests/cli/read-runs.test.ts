import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { readRuns } from '../../cli/read-runs.js';
import { addSessionFlags } from '../../cli/session-flags.js';
import type { Finding, RunEnd } from '../../model/index.js';
import { openRecorder } from '../../record/index.js';
import { inProcess } from '../harness/in-process.js';
import { temporaryFolder } from '../harness/temporary-folder.js';
import { sampleEnd, sampleFinding } from '../report/samples.js';

const noon = Date.UTC(2026, 6, 1, 12);
const hour = 60 * 60 * 1000;

interface Recorded {
  readonly id: string;
  readonly label?: string;
  readonly began?: number;
  readonly findings?: readonly Finding[];
  /** `null`: it was killed. */
  readonly end?: Partial<RunEnd> | null;
}

async function record(data: string, { id, label, began = noon, findings = [], end = {} }: Recorded): Promise<void> {
  const run = { id, startedDateTime: began, rulesets: ['plainsight.yaml'], version: '0', ...(label === undefined ? {} : { label }) };
  const recorder = await openRecorder({ dataFolder: data, run, onFault: () => undefined });
  await Promise.all(findings.map((finding) => recorder.finding(finding)));
  if (end !== null) await recorder.end(sampleEnd(end), 'pass');
  await recorder.close();
}

const ids = ['20260701-120000-aaaa', '20260701-120100-bbbb', '20260701-120200-cccc'] as const;

async function suite(changes: readonly Partial<Recorded>[] = [{}, {}, {}]): Promise<string> {
  const data = temporaryFolder();
  for (const [index, change] of changes.entries()) {
    await record(data, { id: ids[index]!, label: 'build-812', began: noon + index * 60_000, ...change });
  }
  return data;
}

describe('plainsight report --run-label', () => {
  const unmet = { doubts: [{ kind: 'unmet-expectation', id: 'logged-in', detail: 'saw 0' } as const] };

  it('gives one verdict over the runs of all workers, with the steps of each', async () => {
    const data = await suite([{ end: unmet }, {}, { findings: [sampleFinding()] }]);
    const { code, out } = await inProcess(['report', '--run-label', 'build-812', '--runs', '3', '--format', 'json', '--data', data]);
    const report = JSON.parse(out);
    expect([code, report.verdict.outcome, report.doubts]).toEqual([1, 'fail', []]);
    expect(report.runs.map(({ id, steps }: { id: string; steps: { name: string }[] }) => [id, steps.map(({ name }) => name)])).toEqual(
      ids.map((id) => [id, ['login']]),
    );
    const console = await inProcess(['report', '--label', 'build-812', '--data', data]);
    expect(console.out).toContain(`  ${ids[1]} "build-812": login: from`);
  });

  it('misses a worker that never began, and one that was killed', async () => {
    const data = await suite([{}, {}]);
    const missing = await inProcess(['report', '--run-label', 'build-812', '--runs', '3', '--data', data]);
    expect([missing.code, missing.out]).toEqual([4, expect.stringContaining('3 runs were asked for and there are 2')]);
    const none = await inProcess(['report', '--run-label', 'build-813', '--runs', '3', '--data', data]);
    expect([none.code, none.out]).toEqual([4, expect.stringContaining('there is no run to judge')]);
    const more = await inProcess(['report', '--run-label', 'build-812', '--runs', '1', '--data', data]);
    expect([more.code, more.err]).toEqual([2, expect.stringContaining('--runs 1 asks for 1 run, but there are 2')]);
    const killed = await suite([{}, { end: null }]);
    expect((await inProcess(['report', '--run-label', 'build-812', '--data', killed])).code).toBe(4);
  });

  it('does not take runs of another day for attempts of this build: they could answer for what it did not reach', async () => {
    const data = await suite([{ began: noon - 25 * hour }, { end: unmet }]);
    const { code, err } = await inProcess(['report', '--run-label', 'build-812', '--data', data]);
    expect([code, err]).toEqual([2, expect.stringContaining('more than a day apart')]);
    expect((await inProcess(['report', ids[1], '--data', data])).code).toBe(3);
  });

  it('takes the label as a whole, and refuses one that nothing carries', async () => {
    const data = await suite();
    const { code, err } = await inProcess(['report', '--run-label', 'build-81', '--data', data]);
    expect([code, err]).toEqual([2, expect.stringContaining('no run is labelled "build-81"')]);
    expect((await inProcess(['report', '--data', data])).code).toBe(2);
    expect((await inProcess(['report', 'latest', '--runs', '0', '--data', data])).code).toBe(2);
  });
});

describe('readRuns', () => {
  it('counts a run once, however often and in whatever way it is named', async () => {
    const data = await suite();
    const runs = await readRuns({ data, references: [ids[2], 'latest', '20260701-1200'], label: 'build-812', count: 3 });
    expect(runs.map(({ start }) => start.id)).toEqual([ids[2], ids[0], ids[1]]);
  });
});

describe('--run-label of start and run', () => {
  it.each(['--run-label', '--label'])('%s names the run', (flag) => {
    const command = addSessionFlags(new Command('run')).exitOverride();
    command.parse([flag, 'build-812'], { from: 'user' });
    expect(command.opts()).toMatchObject({ label: 'build-812' });
  });
});
