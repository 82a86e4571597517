import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRun } from '../../record/read-run.js';
import { createRunId } from '../../record/run-id.js';
import { useBuiltRecord } from './built-record.js';
import { sampleFinding, sampleRun } from './samples.js';
import { tempFolder } from './temp-folder.js';

const built = useBuiltRecord();

/** A program that records findings one after another and prints the number of each once its receipt is there. */
function recordingProgram(folder: string, runId: string, findings: number): string {
  const path = join(folder, `record-${runId}.mjs`);
  writeFileSync(
    path,
    `import { writeSync } from 'node:fs';
     const { openRecorder } = await import(${JSON.stringify(built('record/index.js').href)});
     const finding = ${JSON.stringify(sampleFinding())};
     const recorder = await openRecorder({ dataFolder: ${JSON.stringify(join(folder, 'data'))}, run: ${JSON.stringify(sampleRun(runId))} });
     let stop = false;
     const record = async (at) => {
       const receipt = await recorder.finding({ ...finding, partialFingerprints: { 'plainsight/v1': 'f' + at } });
       if (receipt.kind === 'recorded') writeSync(1, at + '\\n');
       else { stop = true; writeSync(1, receipt.fault.cause + '\\n'); }
     };
     for (let at = 0; at < ${findings} && !stop; at += 4) await Promise.all([0, 1, 2, 3].map((more) => record(at + more)));
     await recorder.close();`,
  );
  return path;
}

/** Runs it until it has printed `lines` lines, then kills it; returns the numbers it printed. */
function killAfter(program: string, lines: number, delayMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    let waiting = true;
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      if (waiting && printed.split('\n').length > lines) {
        waiting = false;
        setTimeout(() => child.kill('SIGKILL'), delayMs);
      }
    });
    child.on('error', reject);
    child.on('close', (_, signal) =>
      signal === 'SIGKILL' ? resolve(printed.split('\n').slice(0, -1)) : reject(new Error(`ended: ${printed}`)),
    );
  });
}

describe('an acknowledged finding', () => {
  it('survives kill -9 at any moment, in the store and in the log', async () => {
    const folder = tempFolder();
    for (let round = 0; round < 5; round += 1) {
      const id = createRunId();
      const acknowledged = await killAfter(recordingProgram(folder, id, 100_000), 1 + round * 40, Math.random() * 20);
      const { findings, end } = await readRun(join(folder, 'data'), id);
      const stored = new Set(findings.map(({ finding }) => finding.partialFingerprints['plainsight/v1']));
      const log = readFileSync(join(folder, 'data', 'runs', id, 'violations.ndjson'), 'utf8')
        .split('\n')
        .slice(0, -1);
      const logged = new Set(log.map((line) => JSON.parse(line).fingerprint));
      expect(acknowledged.length).toBeGreaterThan(0);
      expect(acknowledged.filter((at) => !stored.has(`f${at}`))).toEqual([]);
      expect(acknowledged.filter((at) => !logged.has(`f${at}`))).toEqual([]);
      expect(end).toBeUndefined();
    }
  });

  it('is never one that a process could not write any more', async () => {
    const folder = tempFolder();
    const id = createRunId();
    const program = recordingProgram(folder, id, 4_000);
    // The store's files may grow to about a megabyte, then writing fails.
    const { stdout } = spawnSync('/bin/bash', ['-c', `trap "" XFSZ; ulimit -f 1024; exec "$0" "$1"`, process.execPath, program], {
      encoding: 'utf8',
    });
    const lines = stdout.split('\n').slice(0, -1);
    const acknowledged = lines.filter((line) => /^\d+$/.test(line));
    expect(lines.filter((line) => !/^\d+$/.test(line))).toContainEqual(expect.stringMatching(/^(?:io-error|disk-full)$/));
    const { findings } = await readRun(join(folder, 'data'), id);
    const stored = new Set(findings.map(({ finding }) => finding.partialFingerprints['plainsight/v1']));
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.filter((at) => !stored.has(`f${at}`))).toEqual([]);
  });
});

describe('several processes', () => {
  it('start, migrate and record in one new data folder at once', async () => {
    const folder = tempFolder();
    const ids = ['aaaa', 'bbbb', 'cccc'].map((end) => `20261121-211500-${end}`);
    const outputs = await Promise.all(
      ids.map((id) => {
        const child = spawn(process.execPath, [recordingProgram(folder, id, 100)], { stdio: ['ignore', 'pipe', 'inherit'] });
        return new Promise<string>((resolve) => {
          let printed = '';
          child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
            printed += chunk;
          });
          child.on('close', () => resolve(printed));
        });
      }),
    );
    for (const [at, id] of ids.entries()) {
      expect(
        outputs[at]
          ?.split('\n')
          .slice(0, -1)
          .filter((line) => /^\d+$/.test(line)),
      ).toHaveLength(100);
      expect((await readRun(join(folder, 'data'), id)).findings).toHaveLength(100);
    }
  });
});
