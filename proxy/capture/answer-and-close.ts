import type { Socket } from 'node:net';
import { neverUnhandled } from '../never-unhandled.js';

/** A device that was told goodbye and neither reads nor closes is cut off after this (milliseconds). */
const patience = 5_000;

/**
 * Says the last thing on a socket and sees it through to its end. What the device still sends is read and dropped: unread bytes
 * would turn our close into a reset that overtakes the answer.
 */
export function answerAndClose(socket: Socket, bytes: Buffer): void {
  neverUnhandled(socket);
  if (socket.destroyed) return;
  const timer = setTimeout(() => socket.destroy(), patience);
  socket.once('close', () => clearTimeout(timer));
  socket.end(bytes);
  socket.resume();
}
