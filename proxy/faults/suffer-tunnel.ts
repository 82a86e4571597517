import type { Socket } from 'node:net';
import { assertNever, type Connection } from '../../model/index.js';
import { answerAndClose } from '../capture/answer-and-close.js';
import { decideOpening, type Opening } from '../capture/decide-opening.js';
import { readOpening } from '../capture/read-opening.js';
import type { ProxyContext } from '../proxy-context.js';
import { resetSocket } from '../reset-socket.js';
import { alertNumbers, alertRecord } from '../tls/alert.js';
import type { TunnelFault } from './suffer-dial.js';

/**
 * Makes a fault on a device's connection that was told to stand though nothing was dialled: waits for what the device says first (as long
 * as for a handshake), notes it, and then resets the connection (`reset`) or refuses the TLS handshake with alert 40 (`tls`; a reset where it
 * is no TLS). For every way in whose dial came to `injected`; the device's bytes must still be to be read. Tells the run.
 */
export function sufferTunnel(context: ProxyContext, connection: Connection, device: Socket, fault: TunnelFault): void {
  readOpening<Opening>(device, decideOpening, context.handshakeTimeout, (opening) => {
    if (opening.kind === 'settled') note(connection, opening.value);
    context.failed(connection, 'origin-failed', 'injected');
    switch (fault) {
      case 'reset':
        return resetSocket(device);
      case 'tls':
        if (connection.wire === 'tls') return answerAndClose(device, alertRecord(alertNumbers.handshakeFailure));
        return resetSocket(device);
      default:
        return assertNever(fault);
    }
  });
}

/** What the device would have sent in the clear is evidence, whoever would have got it. */
function note(connection: Connection, opening: Opening): void {
  switch (opening.kind) {
    case 'tls':
      connection.wire = 'tls';
      connection.tls = {
        ...(opening.hello.serverName === undefined ? {} : { serverName: opening.hello.serverName }),
        hello: opening.hello.facts,
      };
      return;
    case 'unreadable-tls':
      connection.wire = 'tls';
      return;
    case 'unfinished':
    case 'http1':
    case 'http2-preface':
    case 'mqtt':
    case 'opaque':
      connection.wire = 'cleartext';
      return;
    default:
      assertNever(opening);
  }
}
