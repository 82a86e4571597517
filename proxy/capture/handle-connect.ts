import type { Socket } from 'node:net';
import { sufferTunnel } from '../faults/suffer-tunnel.js';
import { neverUnhandled } from '../never-unhandled.js';
import type { ProxyContext } from '../proxy-context.js';
import { answerAndClose } from './answer-and-close.js';
import { dialRefusal } from './dial-refusal.js';
import { parseAuthority } from './parse-authority.js';
import { rawResponse } from './raw-response.js';
import { openTunnel } from './tunnel.js';

/**
 * Answers a CONNECT request (RFC 9110, section 9.3.6): dials first, and says 200 only when the origin's connection stands. A
 * failure is 502 or 504 with the reason in a header and the body, never a bare close: clients would retry for ever.
 */
export function handleConnect(context: ProxyContext, target: string, device: Socket, head: Buffer): void {
  neverUnhandled(device);
  device.setTimeout(0);
  const authority = parseAuthority(target);
  if (authority === undefined) {
    const reason = 'CONNECT needs host:port, with a valid host name or address and a port from 1 to 65535';
    answerAndClose(device, rawResponse(400, 'Bad Request', reason));
    return;
  }
  const connection = context.newConnection('connect', device);
  connection.connectTarget = authority;
  // What comes through the tunnel is not known yet: only port 80 makes cleartext HTTP likely.
  const way = { scheme: authority.port === 80 ? 'http' : 'https', tunnel: true } as const;
  context.dial(
    connection,
    authority,
    way,
    device,
    (result) => {
      if (result.kind === 'failed') {
        if (device.destroyed) return context.abandoned(connection, 'closed-before-first-byte');
        const { status, phrase, cause } = dialRefusal(result.error);
        answerAndClose(device, rawResponse(status, phrase, result.error.message));
        return context.failed(connection, 'origin-failed', cause);
      }
      if (device.destroyed) {
        if (result.kind === 'connected') result.socket.destroy();
        return context.abandoned(connection, 'closed-before-first-byte');
      }
      device.setNoDelay(true);
      device.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      if (head.length > 0) device.unshift(head);
      if (result.kind === 'injected') return sufferTunnel(context, connection, device, result.fault);
      openTunnel(context, connection, authority, device, result.socket);
    },
    () => device.destroy(),
  );
}
