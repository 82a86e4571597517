import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { probePort } from '../../../proxy/capture/probe-port.js';
import { ProxyStartError } from '../../../proxy/proxy-options.js';
import { listening } from '../../harness/origins.js';

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

it('finds a free port free, and leaves it so', async () => {
  const { port, close } = await listening(createServer());
  await close();
  await probePort('127.0.0.1', port);
  await probePort('127.0.0.1', port);
  const server = createServer();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  await new Promise((done) => server.close(done));
});

it('finds port 0 always free', async () => {
  expect(await failure(probePort('127.0.0.1', 0))).toBeUndefined();
});

it('says that a port is taken, and what to do', async () => {
  const { port, close } = await listening(createServer());
  onTestFinished(close);
  const error = await failure(probePort('127.0.0.1', port));
  expect(error).toBeInstanceOf(ProxyStartError);
  expect(error).toMatchObject({ failure: 'port-taken', message: expect.stringContaining(`port ${port} on 127.0.0.1 is taken`) });
  expect(String(error)).toContain('--port');
});

it('says that an address is not of this machine', async () => {
  // Documentation range of RFC 5737: nobody has it, and nothing is sent there.
  const error = await failure(probePort('192.0.2.1', 0));
  expect(error).toMatchObject({ name: 'ProxyStartError', failure: 'address-not-available' });
  expect(String(error)).toContain('--host');
});
