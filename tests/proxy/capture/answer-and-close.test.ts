import { describe, expect, it, onTestFinished } from 'vitest';
import { answerAndClose } from '../../../proxy/capture/answer-and-close.js';
import { dialProxy } from '../../harness/raw-device.js';
import { startRawOrigin } from '../../harness/raw-origin.js';

async function pair() {
  const server = await startRawOrigin();
  onTestFinished(() => server.close());
  const client = await dialProxy(server.port);
  const { socket } = await server.next();
  socket.removeAllListeners('data');
  return { client, socket };
}

describe('answerAndClose', () => {
  it('gets its answer through although the device is still sending', async () => {
    const { client, socket } = await pair();
    client.write(Buffer.alloc(2 * 1024 * 1024));
    answerAndClose(socket, Buffer.from('no'));
    expect(await client.left).toEqual({ how: 'ended' });
    expect(client.text).toBe('no');
    client.socket.end();
    await new Promise((done) => socket.once('close', done));
  });

  it('may be called on what is gone', async () => {
    const { client, socket } = await pair();
    client.socket.destroy();
    socket.destroy();
    answerAndClose(socket, Buffer.from('no'));
    expect(socket.destroyed).toBe(true);
  });
});
