import { beforeAll, describe, expect, it } from 'vitest';
import type { RecordedPosition } from '../../../model/index.js';
import { openRecorder } from '../../../record/open-recorder.js';
import { inProcess } from '../../harness/in-process.js';
import { makeFolder } from '../../harness/temporary-folder.js';
import { sampleEnd, sampleFinding, sampleRun } from '../../record/samples.js';

const folder = makeFolder();
const key = { hashKeyId: 'k', recordsValues: true as const, rulesetDigest: 'd' };
const place: RecordedPosition = {
  host: 'api.example',
  method: 'POST',
  path: '/v1',
  kind: 'http-request',
  location: 'body',
  at: "$['d']",
  transforms: ['json'],
  values: [{ hash: 'h', count: 1 }],
  more: 0,
};
const coverage = { ...sampleEnd().coverage, messages: { read: 1, scanned: 0, unseen: 0 } };
const compare = (...words: string[]) => inProcess(['compare', ...words, '--data', folder.path]);

beforeAll(async () => {
  const runs = [
    ['20261121-211500-aaaa', false],
    ['20261121-211600-bbbb', true],
    ['20261121-211700-cccc', false],
  ] as const;
  for (const [id, leaks] of runs) {
    const recorder = await openRecorder({ dataFolder: folder.path, run: sampleRun(id, key), writer: { kind: 'inline' } });
    if (leaks) await recorder.finding(sampleFinding());
    recorder.values({ positions: [place], fields: [] });
    await recorder.end(sampleEnd({ coverage }), leaks ? 'fail' : 'pass');
    await recorder.close();
  }
  const dead = await openRecorder({ dataFolder: folder.path, run: sampleRun('20261121-211800-dddd', key), writer: { kind: 'inline' } });
  await dead.close();
  return () => folder.remove();
});

describe('plainsight compare', () => {
  it('ends with 1 where a violation appeared, and 0 where one went away', async () => {
    const worse = await compare('20261121-2115', '20261121-2116');
    expect([worse.code, worse.err, worse.out.trimEnd().split('\n').at(-1)]).toEqual([1, '', 'comparison: WORSE (exit 1)']);
    const better = await compare('20261121-2116', '20261121-2117');
    expect([better.code, better.out.includes('Findings: 0 appeared, 1 went away')]).toEqual([0, true]);
  });

  it('ends with 4 where a run has no end, and says so', async () => {
    const { code, out } = await compare('20261121-2115', 'latest');
    expect([code, out.includes('run 20261121-211800-dddd has no end record')]).toEqual([4, true]);
  });

  it('prints JSON', async () => {
    const { code, out } = await compare('20261121-2115', '20261121-2117', '--format', 'json');
    expect([code, JSON.parse(out).comparison]).toEqual([0, { outcome: 'no-worse', exitCode: 0, reasons: [] }]);
    const accounts = await compare('--account', '20261121-2115', '--account', '20261121-2117,20261121-2116', '--format', 'json');
    expect(JSON.parse(accounts.out)).toMatchObject({
      plainsightAccountComparison: 1,
      accounts: [{ length: 1 }, { length: 2 }],
      positions: 1,
      suspects: [],
    });
  });

  it.each([
    [['20261121-2115'], /compare takes two runs, not 1/],
    [[], /compare takes two runs, not 0/],
    [['a', 'b', 'c'], /compare takes two runs, not 3/],
    [['20261121-2115', '20261121-211500-aaaa'], /run 20261121-211500-aaaa is named twice/],
    [['--account', '20261121-2115'], /--account is given twice, once for each account, not once/],
    [['--account', 'a', '--account', 'b', '--account', 'c'], /not 3 times/],
    [['--account', 'a,,b', '--account', 'c'], /none of them empty/],
    [['x', '--account', 'a', '--account', 'c'], /with --account all runs are named there/],
    [['20261121-2115', '20991121'], /no run 20991121/],
    [['20261121-2115', '20261121-2116', '--format', 'xml'], /Allowed choices are console, json/],
  ] as const)('%j is wrong usage', async (words, message) => {
    const { code, err, out } = await compare(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
  });
});
