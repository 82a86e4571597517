import type { ServerResponse } from 'node:http';
import { resetSocket } from '../reset-socket.js';

/** Ends a half-sent response as the origin ended it: a reset as a reset, anything else as an end that comes too early, behind all that was sent. */
export function cutResponse(response: ServerResponse, error: NodeJS.ErrnoException | undefined): void {
  const { socket } = response;
  if (!socket) response.destroy();
  // Node gives its own "aborted" the code of a reset too, but no system call to go with it.
  else if (error?.code === 'ECONNRESET' && error.syscall !== undefined) resetSocket(socket);
  else socket.destroySoon();
}
