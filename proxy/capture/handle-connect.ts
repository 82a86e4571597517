import type { Socket } from 'node:net';
import type { ProxyContext } from '../proxy-context.js';
import { plainAddress } from '../proxy-context.js';
import { DialError } from '../upstream/dial-error.js';
import { parseAuthority } from './parse-authority.js';
import { rawResponse } from './raw-response.js';
import { openTunnel } from './tunnel.js';

/**
 * Answers a CONNECT request (RFC 9110, section 9.3.6): dials first, and says 200 only when the origin's connection stands. A
 * failure is 502 or 504 with the reason in a header and the body, never a bare close: clients would retry for ever.
 */
export function handleConnect(context: ProxyContext, target: string, device: Socket, head: Buffer): void {
  const onEarlyError = () => device.destroy();
  device.on('error', onEarlyError);
  const refuse = (status: number, phrase: string, reason: string) => device.end(rawResponse(status, phrase, reason));
  const authority = parseAuthority(target);
  if (authority === undefined) {
    return void refuse(400, 'Bad Request', 'CONNECT needs host:port, with a valid host name or address and a port from 1 to 65535');
  }
  const connection = context.newConnection('connect', { address: plainAddress(device.remoteAddress ?? ''), port: device.remotePort ?? 0 });
  connection.connectTarget = authority;
  context.dialFor(connection, authority, 'https').then(
    (origin) => {
      if (device.destroyed) {
        origin.destroy();
        return context.failed(connection, 'origin-failed', 'closed-before-first-byte');
      }
      device.removeListener('error', onEarlyError);
      device.setNoDelay(true);
      device.setTimeout(0);
      device.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) device.unshift(head);
      openTunnel(context, connection, authority, device, origin);
    },
    (error: unknown) => {
      if (!(error instanceof DialError)) throw error;
      refuseDial(error, refuse);
      context.failed(connection, 'origin-failed', error.failure === 'refused-loop' ? 'protocol-error' : error.failure);
    },
  );
}

function refuseDial(error: DialError, refuse: (status: number, phrase: string, reason: string) => void): void {
  if (error.failure === 'timeout') refuse(504, 'Gateway Timeout', error.message);
  else if (error.failure === 'refused-loop') refuse(403, 'Forbidden', error.message);
  else refuse(502, 'Bad Gateway', error.message);
}
