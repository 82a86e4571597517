import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { neverUnhandled } from '../never-unhandled.js';
import { answerAndClose } from './answer-and-close.js';
import type { FrontHandlers } from './create-front.js';

const firstByteDeadline = 60_000;

/**
 * One port serves every way in: the first byte decides. HTTP goes on to the HTTP server; SOCKS5 and TLS to their handlers; what no way in
 * exists for is told so and closed, never fed to the HTTP parser. A handler that throws costs its connection, nothing else.
 */
export function peekFirstBytes(server: Server, handlers: FrontHandlers): void {
  const httpListeners = server.listeners('connection') as ((socket: Socket) => void)[];
  const serve = (socket: Socket) => {
    for (const listener of httpListeners) listener.call(server, socket);
    socket.resume();
  };
  const route = (socket: Socket, bytes: Buffer) => {
    switch (bytes[0]) {
      case 0x05:
        return handlers.socks5(socket, bytes);
      case 0x04:
        // SOCKS4: "request rejected or failed".
        return answerAndClose(socket, Buffer.of(0x00, 0x5b, 0, 0, 0, 0, 0, 0));
      case 0x16:
        socket.unshift(bytes);
        return handlers.tls(socket, serve);
      default:
        socket.unshift(bytes);
        return handlers.cleartext(socket, serve);
    }
  };
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    neverUnhandled(socket);
    const guarded = (call: () => void) => {
      try {
        call();
      } catch (error) {
        handlers.fault(error);
        socket.destroy();
      }
    };
    guarded(() => {
      if (handlers.accept(socket) && !handlers.redirected(socket)) awaitFirstBytes(socket, (bytes) => guarded(() => route(socket, bytes)));
    });
  });
}

function awaitFirstBytes(socket: Socket, settle: (bytes: Buffer) => void): void {
  const deadline = setTimeout(() => socket.destroy(), firstByteDeadline);
  const onLeft = () => {
    clearTimeout(deadline);
    socket.destroy();
  };
  socket.once('end', onLeft);
  socket.once('close', onLeft);
  socket.once('data', (bytes: Buffer) => {
    clearTimeout(deadline);
    socket.removeListener('end', onLeft);
    socket.removeListener('close', onLeft);
    socket.pause();
    settle(bytes);
  });
}
