import { mkdirSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeControlFile } from '../../../cli/control-file.js';
import { createFaultTable } from '../../../proxy/index.js';
import { controlHandlers } from '../../../session/control-handlers.js';
import { createControlServer } from '../../../web/index.js';
import { inProcess } from '../../harness/in-process.js';
import { temporaryFolder } from '../../harness/temporary-folder.js';

const unused = () => {
  throw new Error('not expected');
};

/** `plainsight fail WORDS` against a control endpoint whose file lies in the data folder. */
async function session() {
  const data = temporaryFolder();
  mkdirSync(data, { recursive: true });
  const faults = createFaultTable();
  const server = await createControlServer({
    handlers: controlHandlers({ session: unused, status: unused, stopRequested: unused, faults }),
    onFault: unused,
  });
  onTestFinished(() => server.close());
  writeControlFile(data, { url: server.url, token: server.token, pid: process.pid, runId: 'r1' });
  return { fail: (...words: string[]) => inProcess(['fail', ...words, '--data', data]), faults };
}

describe('plainsight fail', () => {
  it('makes hosts fail, lists them, and ends it', async () => {
    const { fail, faults } = await session();
    expect(await fail('*.a.example:timeout')).toEqual({ code: 0, out: '', err: '' });
    await fail('b.example:443');
    expect(faults.faultFor({ host: 'x.a.example', port: 443 })).toBe('timeout');
    expect((await fail('--list')).out).toBe('*.a.example timeout\nb.example:443 refuse\n');
    expect(JSON.parse((await fail('--list', '--json')).out)).toEqual({
      faults: [
        { pattern: '*.a.example', fault: 'timeout' },
        { pattern: 'b.example:443', fault: 'refuse' },
      ],
    });
    await fail('--remove', 'b.example:443');
    expect(JSON.parse((await fail('c.example', '--json')).out).faults.map(({ pattern }: { pattern: string }) => pattern)).toEqual([
      '*.a.example',
      'c.example',
    ]);
    await fail('--clear');
    expect(faults.list()).toEqual([]);
  });

  it('passes on what the run says of a pattern, as wrong usage', async () => {
    const { fail } = await session();
    expect(await fail('a.example:drop')).toMatchObject({ code: 2, err: expect.stringContaining('expected refuse, reset, timeout or tls') });
    expect(await fail('https://a.example')).toMatchObject({ code: 2, err: expect.stringContaining('expected a name such as a.example') });
    expect(await fail('--remove', 'a.example')).toMatchObject({ code: 2, err: expect.stringContaining('is not made to fail') });
  });

  it.each([
    [[], /takes one of/],
    [['a.example', '--clear'], /takes one of/],
    [['--list', '--clear'], /takes one of/],
    [['--remove'], /takes one of/],
    [['--remove', '--clear'], /--remove takes the pattern/],
  ])('%j is wrong usage', async (words, message) => {
    const { fail } = await session();
    expect(await fail(...words)).toMatchObject({ code: 2, err: expect.stringMatching(message) });
  });

  it('says that nothing runs', async () => {
    expect(await inProcess(['fail', 'a.example', '--data', 'absent'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing is running for absent'),
    });
  });
});
