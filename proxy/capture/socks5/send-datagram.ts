import type { Socket } from 'node:dgram';

/** Bytes that the system has not taken yet (it rarely leaves any), beyond which datagrams are dropped. */
const queueLimit = 1024 * 1024;

/** Errors that are said of one datagram, and not of its destination: it was too long, or there was no room. */
const passing = new Set(['EMSGSIZE', 'ENOBUFS', 'EAGAIN']);

/** Why a datagram was not sent. `passing`: the next may well be. */
export interface SendFailure {
  readonly passing: boolean;
}

/**
 * Sends one datagram, whose parts are put together, to an IP literal. `sent` is called once the system took it or did not: not before this
 * call returns, unless there is no socket or no room. Nothing says that it arrived.
 */
export function sendDatagram(
  socket: Socket | undefined,
  parts: readonly Buffer[],
  port: number,
  address: string,
  sent: (failure?: SendFailure) => void,
): void {
  if (socket === undefined) return void sent({ passing: false });
  if (socket.getSendQueueSize() > queueLimit) return void sent({ passing: true });
  socket.send(parts, port, address, (error: NodeJS.ErrnoException | null) => {
    if (error === null) sent();
    else sent({ passing: passing.has(error.code ?? '') });
  });
}
