import type { Socket } from 'node:net';
import type { Decision } from '../relay/first-bytes.js';

/** `left`: the device was gone, or silent for too long, before `decide` settled. */
export type DeviceOpening<T> = { readonly kind: 'settled'; readonly value: T } | { readonly kind: 'left' };

/**
 * Reads from a device alone until `decide` has seen enough, and leaves the socket paused with all of it still to be read. For ways in
 * where the origin is known only from what the device says. `decide` must settle within a bounded number of bytes. `timeout` in milliseconds.
 */
export function readOpening<T>(
  device: Socket,
  decide: (bytes: Buffer) => Decision<T>,
  timeout: number,
  settle: (opening: DeviceOpening<T>) => void,
): void {
  let bytes: Buffer = Buffer.alloc(0);
  const finish = (opening: DeviceOpening<T>) => {
    clearTimeout(timer);
    device.removeListener('data', onData);
    device.removeListener('end', onLeft);
    device.removeListener('close', onLeft);
    device.pause();
    if (opening.kind === 'settled' && bytes.length > 0) device.unshift(bytes);
    settle(opening);
  };
  const onLeft = () => finish({ kind: 'left' });
  const onData = (chunk: Buffer) => {
    bytes = bytes.length === 0 ? chunk : Buffer.concat([bytes, chunk]);
    const decision = decide(bytes);
    if (decision.done) finish({ kind: 'settled', value: decision.value });
  };
  const timer = setTimeout(onLeft, timeout);
  device.on('data', onData);
  device.on('end', onLeft);
  device.on('close', onLeft);
  device.resume();
}
