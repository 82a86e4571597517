import { describe, expect, it, onTestFinished } from 'vitest';
import { awaitFinalStatus } from '../../../proxy/capture/await-final-status.js';
import { dialProxy } from '../../harness/raw-device.js';
import { startRawOrigin } from '../../harness/raw-origin.js';

async function statusOf(text: string, options: { end?: boolean; split?: number } = {}) {
  const server = await startRawOrigin();
  onTestFinished(() => server.close());
  const far = await dialProxy(server.port);
  const { socket } = await server.next();
  socket.removeAllListeners('data');
  const found = new Promise<{ status: number | undefined; bytes: string }>((resolve) => {
    awaitFinalStatus(socket, (status, bytes) => resolve({ status, bytes: bytes.toString() }));
  });
  far.write(text.slice(0, options.split ?? text.length));
  if (options.split !== undefined) {
    await new Promise((done) => setTimeout(done, 5));
    far.write(text.slice(options.split));
  }
  if (options.end) far.socket.end();
  const { status, bytes } = await found;
  const rest = options.end ? '' : ((socket.read() as Buffer | null)?.toString() ?? '');
  return { status, bytes, rest };
}

const switching = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n';

describe('awaitFinalStatus', () => {
  it.each([
    [switching, 101],
    ['HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n', 404],
    [`HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${switching}`, 101],
    ['HTTP/1.0 200\r\n\r\n', 200],
    ['SSH-2.0-x\r\n\r\n', undefined],
    ['HTTP/1.1 20 OK\r\n\r\n', undefined],
  ])('%j is %s, and is left to be read', async (text, status) => {
    expect(await statusOf(text)).toEqual({ status, bytes: text, rest: text });
  });

  it('may come in pieces, with what follows it', async () => {
    const text = `HTTP/1.1 100 Continue\r\n\r\n${switching}\x81\x00`;
    for (const split of [1, 10, 24, 25, 30, text.length - 3]) expect((await statusOf(text, { split })).status).toBe(101);
  });

  it('that never comes is none', async () => {
    expect(await statusOf('HTTP/1.1 10', { end: true })).toMatchObject({ status: undefined, bytes: 'HTTP/1.1 10' });
    expect((await statusOf(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(300_000)}`)).status).toBeUndefined();
  });
});
