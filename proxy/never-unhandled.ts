import type { Socket } from 'node:net';

/**
 * Gives a socket an error listener for good, so that an error between two stages of its life (or after the last) is never
 * unhandled. Stages that want to know why listen as well.
 */
export function neverUnhandled(socket: Socket): void {
  if (!socket.listeners('error').includes(destroyIt)) socket.on('error', destroyIt);
}

function destroyIt(this: Socket): void {
  this.destroy();
}
