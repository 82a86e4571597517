import { describe, expect, it, onTestFinished } from 'vitest';
import { awaitFirstBytes, type FirstBytes } from '../../../proxy/relay/first-bytes.js';
import { dialProxy } from '../../harness/raw-device.js';
import { startRawOrigin } from '../../harness/raw-origin.js';
import type { Wire } from '../../harness/wire.js';

/** Two TCP connections with the code under test in between; `settled` is what it found, `rest` what can still be read of either side. */
async function between(deadline = 5_000) {
  const server = await startRawOrigin();
  onTestFinished(() => server.close());
  const ends: Wire[] = [];
  const middle: Wire['socket'][] = [];
  for (let side = 0; side < 2; side += 1) {
    ends.push(await dialProxy(server.port));
    const { socket } = await server.next();
    socket.removeAllListeners('data');
    socket.pause();
    middle.push(socket);
  }
  const [device, origin] = middle as [Wire['socket'], Wire['socket']];
  const settled = new Promise<FirstBytes<string>>((resolve) => {
    awaitFirstBytes<string>(
      device,
      origin,
      (bytes) => (bytes.includes('!') ? { done: true, value: bytes.toString() } : { done: false }),
      (bytes) => `gave up on ${bytes}`,
      () => deadline,
      resolve,
    );
  });
  return { client: ends[0]!, server: ends[1]!, device, origin, settled };
}

const read = (socket: Wire['socket']) => (socket.read() as Buffer | null)?.toString() ?? '';

describe('awaitFirstBytes', () => {
  it('decides by all that the client has sent, and leaves it to be read', async () => {
    const { client, device, origin, settled } = await between();
    client.write('a');
    await new Promise((done) => setTimeout(done, 20));
    client.write('b!');
    expect(await settled).toMatchObject({ kind: 'client', value: 'ab!' });
    expect([device.isPaused(), origin.isPaused(), read(device)]).toEqual([true, true, 'ab!']);
    for (const socket of [device, origin]) expect(socket.listenerCount('data')).toBe(0);
  });

  it('gives way to a server that speaks first, and keeps what the client had begun', async () => {
    const { client, server, device, origin, settled } = await between();
    client.write('a');
    await new Promise((done) => setTimeout(done, 20));
    server.write('220');
    expect(await settled).toEqual({ kind: 'server' });
    expect([read(device), read(origin)]).toEqual(['a', '220']);
  });

  it('gives up on half a greeting, but not on silence', async () => {
    const { client, device, settled } = await between(60);
    expect(await Promise.race([settled, new Promise((done) => setTimeout(() => done('waiting'), 150))])).toBe('waiting');
    client.write('a');
    expect(await settled).toMatchObject({ kind: 'client', value: 'gave up on a' });
    expect(read(device)).toBe('a');
  });

  it.each([
    ['client', 'end', { by: 'device', how: 'ended' }],
    ['client', 'resetAndDestroy', { by: 'device', how: 'gone' }],
    ['server', 'end', { by: 'origin', how: 'ended' }],
    ['server', 'resetAndDestroy', { by: 'origin', how: 'gone' }],
  ] as const)('says that the %s left (%s), with what the client had sent', async (who, how, expected) => {
    const ends = await between();
    ends.client.write('a');
    await new Promise((done) => setTimeout(done, 20));
    ends[who].socket[how]();
    expect(await ends.settled).toEqual({ kind: 'closed', ...expected, bytes: Buffer.from('a') });
  });
});
