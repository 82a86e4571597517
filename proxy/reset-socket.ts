import type { Socket } from 'node:net';
import { tcpBelow } from './upstream/tcp-below.js';

/**
 * Closes a TCP socket with a reset and nothing before it. Node's `resetAndDestroy()` ends the stream first: the peer may read a clean end
 * of what was cut off, and while it reads nothing the reset never comes. Unsent bytes are dropped, as they are by any reset. TLS to an upstream
 * proxy counts as what it stands on.
 */
export function resetSocket(socket: Socket): void {
  const below = tcpBelow(socket);
  if (below !== socket) {
    resetSocket(below);
    socket.destroy();
    return;
  }
  // The flag that resetAndDestroy() itself sets. A reset is not possible while an end is still on its way.
  if (!socket.writableEnded || socket.writableFinished) (socket as Socket & { resetAndClosing: boolean }).resetAndClosing = true;
  socket.destroy();
}
