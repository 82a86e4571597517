import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { ProxyStartError } from '../../../proxy/index.js';
import { checkPort } from '../../../session/doctor/check-port.js';
import { listening } from '../../harness/origins.js';

const runId = '20261121-211500-x7k2';

async function takenPort(): Promise<number> {
  const { port, close } = await listening(createServer());
  onTestFinished(close);
  return port;
}

it('finds a free port, whatever is going on', async () => {
  const { port, close } = await listening(createServer());
  await close();
  for (const running of [undefined, runId])
    expect(await checkPort('127.0.0.1', port, running)).toEqual({ state: 'ok', found: `127.0.0.1:${port} is free` });
});

it('thinks that the run of the same data folder holds a port that is taken', async () => {
  const port = await takenPort();
  expect(await checkPort('127.0.0.1', port, runId)).toEqual({
    state: 'note',
    found: `127.0.0.1:${port} is taken, most likely by run ${runId}, which is going on`,
    next: 'plainsight stop ends it',
  });
});

it('throws what the proxy would where no run is going on', async () => {
  const port = await takenPort();
  const failure = checkPort('127.0.0.1', port, undefined);
  await expect(failure).rejects.toThrow(ProxyStartError);
  await expect(failure).rejects.toMatchObject({ failure: 'port-taken' });
});

it('blames no run for an address that is not of this machine', async () => {
  // Documentation range of RFC 5737: nobody has it, and nothing is sent there.
  await expect(checkPort('192.0.2.1', 0, runId)).rejects.toMatchObject({ failure: 'address-not-available' });
});
