import type { Socket } from 'node:net';
import type { Connection } from '../../model/index.js';
import type { Observer } from '../protocols/index.js';
import { resetSocket } from '../reset-socket.js';
import type { RelayRegistry } from './relay-registry.js';

export interface RelayBackOptions {
  readonly connection: Connection;
  readonly device: Socket;
  readonly origin: Socket;
  readonly observer?: Observer | undefined;
  readonly relays: RelayRegistry;
  /** Called when the device sends something although nothing more is expected of it. */
  readonly onDeviceData?: () => void;
  /** Called once, after both sockets are gone and the observer is closed. */
  readonly onClosed: () => void;
}

/**
 * Relays only what the origin still has to say, with backpressure, to a device whose last word was spoken; then ends both. For what
 * a {@link Relay} cannot take over any more: a side that has ended, or a device whose next request is for somebody else.
 */
export function relayBack(options: RelayBackOptions): void {
  const { connection, device, origin, observer, relays } = options;
  let reset = false;
  let open = 2;
  const registration = {
    lastActive: Date.now(),
    tick: (now: number) => observer?.tick(now),
    stop: (how: 'run-over' | 'idle') => {
      finish(how === 'run-over' ? 'run-over' : 'ended');
      device.destroy();
      origin.destroy();
    },
  };
  let finished = false;
  const finish = (how: 'ended' | 'reset' | 'run-over') => {
    if (finished) return;
    finished = true;
    relays.remove(registration);
    observer?.close(how, Date.now());
    options.onClosed();
  };
  const onClose = () => {
    open -= 1;
    if (open === 0) finish(reset ? 'reset' : 'ended');
  };
  relays.add(registration);
  for (const socket of [device, origin]) {
    if (socket.closed) onClose();
    else socket.once('close', onClose);
  }
  origin.on('data', (chunk: Buffer) => {
    if (!device.write(chunk)) origin.pause();
    const now = Date.now();
    registration.lastActive = now;
    connection.bytesFromServer += chunk.length;
    if (!finished) observer?.observe('server-to-client', chunk, now);
  });
  device.on('drain', () => origin.resume());
  origin.once('end', () => {
    if (!finished) observer?.end('server-to-client', Date.now());
    device.end();
  });
  const onOriginGone = () => {
    reset ||= !origin.readableEnded;
    if (origin.readableEnded) device.destroySoon();
    else if (!device.destroyed) resetSocket(device);
  };
  const onDeviceGone = () => {
    reset ||= !origin.readableEnded;
    origin.destroy();
  };
  origin.once('close', onOriginGone);
  device.once('close', onDeviceGone);
  device.on('data', () => options.onDeviceData?.());
  if (origin.readableEnded) device.end();
  if (origin.destroyed) onOriginGone();
  if (device.destroyed) onDeviceGone();
  origin.resume();
  device.resume();
}
