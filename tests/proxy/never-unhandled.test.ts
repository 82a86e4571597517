import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { neverUnhandled } from '../../proxy/never-unhandled.js';

it('listens once, however often it is asked, and destroys what fails', () => {
  const socket = new Socket();
  neverUnhandled(socket);
  neverUnhandled(socket);
  expect(socket.listenerCount('error')).toBe(1);
  socket.emit('error', new Error('late'));
  expect(socket.destroyed).toBe(true);
});
