import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeControlFile } from '../../cli/control-file.js';
import { runningRun } from '../../cli/running-run.js';
import { type ControlHandlers, createControlServer } from '../../web/index.js';
import { listening } from '../harness/origins.js';
import { temporaryFolder } from '../harness/temporary-folder.js';

const runId = '20261121-211500-x7k2';

/** The control endpoint of a run, which is asked for its status only. */
async function run() {
  const unexpected = (): never => {
    throw new Error('nobody asked for this');
  };
  const status = {
    runId,
    state: 'running',
    startedDateTime: '2026-07-01T12:00:00.000Z',
    step: null,
    connections: 0,
    exchanges: 0,
    violations: 0,
    openFindings: 0,
  } as const;
  const handlers: ControlHandlers = {
    step: unexpected,
    plant: unexpected,
    stop: unexpected,
    status: async () => ({ kind: 'done', value: status }),
    faults: unexpected,
    changeFaults: unexpected,
  };
  const { url, token, close } = await createControlServer({ handlers, onFault: unexpected });
  onTestFinished(close);
  return { url, token };
}

function folderOf(content: { readonly url: string; readonly token: string; readonly runId?: string }): string {
  const folder = temporaryFolder();
  writeControlFile(folder, { pid: 17, runId, ...content });
  return folder;
}

describe('runningRun', () => {
  it('finds the run that answers for its control file', async () => {
    const { url, token } = await run();
    expect(await runningRun(folderOf({ url, token }))).toEqual({ url, token, pid: 17, runId });
  });

  it('finds none where none left a file, or nothing that could be read', async () => {
    const folder = temporaryFolder();
    expect(await runningRun(folder)).toBeUndefined();
    writeFileSync(join(folder, 'control.json'), '{"url":');
    expect(await runningRun(folder)).toBeUndefined();
  });

  it('takes a run that is dead for none', async () => {
    const { port, close } = await listening(createServer());
    await close();
    expect(await runningRun(folderOf({ url: `http://127.0.0.1:${port}`, token: 'left behind' }))).toBeUndefined();
  });

  it('is not fooled by another run, or something else, that has the port now', async () => {
    const { url, token } = await run();
    expect(await runningRun(folderOf({ url, token, runId: '20261121-211500-aaaa' }))).toBeUndefined();
    expect(await runningRun(folderOf({ url, token: 'of an earlier one' }))).toBeUndefined();
    const { port, close } = await listening(createServer((socket) => socket.end('220 mail.example\r\n')));
    onTestFinished(close);
    expect(await runningRun(folderOf({ url: `http://127.0.0.1:${port}`, token }))).toBeUndefined();
  });
});
