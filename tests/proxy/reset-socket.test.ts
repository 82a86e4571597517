import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { resetSocket } from '../../proxy/reset-socket.js';
import { startRawOrigin } from '../harness/raw-origin.js';
import { Wire } from '../harness/wire.js';

async function pair(): Promise<{ near: Wire; far: Wire }> {
  const server = await startRawOrigin();
  onTestFinished(() => server.close());
  const near = new Wire(connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true }));
  return { near, far: await server.next() };
}

it('resets: the other side sees an error, not an end', async () => {
  const { near, far } = await pair();
  resetSocket(far.socket);
  expect(await near.left).toMatchObject({ how: 'reset', error: { code: 'ECONNRESET' } });
});

it('resets after an end of its own, too', async () => {
  const { near, far } = await pair();
  far.socket.end('x');
  await near.until('x');
  await near.left;
  resetSocket(far.socket);
  expect(far.socket.destroyed).toBe(true);
});

it('does not wait for a reader that does not read', async () => {
  const { near, far } = await pair();
  near.socket.pause();
  while (far.socket.write(Buffer.alloc(1024 * 1024)));
  await new Promise((done) => setTimeout(done, 50));
  const closed = new Promise((done) => far.socket.once('close', done));
  resetSocket(far.socket);
  await closed;
  near.socket.destroy();
});

it('may be called on what is gone', async () => {
  const { near, far } = await pair();
  far.socket.destroy();
  await near.left;
  resetSocket(far.socket);
  near.socket.destroy();
});
