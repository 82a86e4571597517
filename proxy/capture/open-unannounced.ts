import type { Socket } from 'node:net';
import { assertNever, type Connection } from '../../model/index.js';
import { sufferTunnel } from '../faults/suffer-tunnel.js';
import type { ProxyContext } from '../proxy-context.js';
import { resetSocket } from '../reset-socket.js';
import { alertNumbers, alertRecord } from '../tls/alert.js';
import type { DialError } from '../upstream/dial-error.js';
import { answerAndClose } from './answer-and-close.js';
import { dialRefusal } from './dial-refusal.js';
import type { Authority } from './parse-authority.js';
import { rawResponse } from './raw-response.js';
import type { Reversed } from './reversed.js';
import { openTunnel } from './tunnel.js';

/** What the device has said so far, which decides how it is refused. */
export type Spoken = 'nothing' | 'tls' | 'http';

const refuse = (device: Socket, spoken: Spoken, error: DialError) => {
  switch (spoken) {
    case 'nothing':
      return resetSocket(device);
    case 'tls':
      return answerAndClose(device, alertRecord(alertNumbers.internalError));
    case 'http': {
      const { status, phrase } = dialRefusal(error);
      return answerAndClose(device, rawResponse(status, phrase, error.message));
    }
    default:
      return assertNever(spoken);
  }
};

/**
 * Dials the origin of a device that did not ask a proxy for it, and opens the tunnel. A failure looks as it would have without us:
 * a TLS alert, a 502 that explains, or a reset where nobody has spoken yet.
 */
export function openUnannounced(
  context: ProxyContext,
  connection: Connection,
  target: Authority,
  device: Socket,
  spoken: Spoken,
  reversed?: Reversed,
): void {
  device.setTimeout(0);
  const way = { scheme: spoken === 'http' || target.port === 80 ? 'http' : 'https', tunnel: true } as const;
  context.dial(
    connection,
    target,
    way,
    device,
    (result) => {
      if (result.kind === 'failed') {
        if (device.destroyed) return context.abandoned(connection, 'closed-before-first-byte');
        refuse(device, spoken, result.error);
        return context.failed(connection, 'origin-failed', dialRefusal(result.error).cause);
      }
      if (device.destroyed) {
        if (result.kind === 'connected') result.socket.destroy();
        return context.abandoned(connection, 'closed-before-first-byte');
      }
      device.setNoDelay(true);
      if (result.kind === 'injected') return sufferTunnel(context, connection, device, result.fault);
      openTunnel(context, connection, target, device, result.socket, reversed);
    },
    () => device.destroy(),
  );
}
