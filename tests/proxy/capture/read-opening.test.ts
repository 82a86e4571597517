import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type DeviceOpening, readOpening } from '../../../proxy/capture/read-opening.js';
import { listening } from '../../harness/origins.js';

/** Both ends of a connection on loopback. */
async function pair(): Promise<{ device: Socket; ours: Socket }> {
  let accept: (socket: Socket) => void = () => undefined;
  const accepted = new Promise<Socket>((resolve) => {
    accept = resolve;
  });
  const server = await listening(createServer({ allowHalfOpen: true }, (socket) => accept(socket)));
  onTestFinished(() => server.close());
  const device = connect(server.port, '127.0.0.1');
  device.on('error', () => undefined);
  return { device, ours: await accepted };
}

const untilColon = (bytes: Buffer) => (bytes.includes(0x3a) ? ({ done: true, value: bytes.length } as const) : ({ done: false } as const));

const opening = (socket: Socket, timeout = 5_000) =>
  new Promise<DeviceOpening<number>>((resolve) => readOpening(socket, untilColon, timeout, resolve));

describe('readOpening', () => {
  it('settles once enough was said, in however many pieces, and leaves all of it to be read', async () => {
    const { device, ours } = await pair();
    const settled = opening(ours);
    for (const piece of ['he', 'll', 'o:rest']) {
      device.write(piece);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(await settled).toEqual({ kind: 'settled', value: 10 });
    const all = new Promise<string>((resolve) => ours.once('data', (bytes: Buffer) => resolve(bytes.toString())));
    ours.resume();
    expect(await all).toBe('hello:rest');
  });

  it.each([
    ['ends', (device: Socket) => void device.end('hal')],
    ['resets', (device: Socket) => void device.resetAndDestroy()],
  ])('a device that %s before is gone', async (_, leave) => {
    const { device, ours } = await pair();
    ours.on('error', () => undefined);
    const settled = opening(ours);
    leave(device);
    expect(await settled).toEqual({ kind: 'left' });
  });

  it('a device that says too little for too long is gone, too', async () => {
    const { device, ours } = await pair();
    device.write('half');
    expect(await opening(ours, 50)).toEqual({ kind: 'left' });
  });
});
