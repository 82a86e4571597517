import type { Socket } from 'node:net';
import { sufferTunnel } from '../../faults/suffer-tunnel.js';
import { plainAddress } from '../../plain-address.js';
import type { ProxyContext } from '../../proxy-context.js';
import { answerAndClose } from '../answer-and-close.js';
import { dialRefusal } from '../dial-refusal.js';
import { openTunnel } from '../tunnel.js';
import type { SocksAddress } from './read-address.js';
import { encodeReply, replyCodes } from './reply.js';
import { replyForFailure } from './reply-for-failure.js';
import { toAuthority } from './to-authority.js';

/**
 * Answers a CONNECT request of SOCKS5 (RFC 1928, section 4): dials first, and says that it succeeded only when the origin's connection
 * stands. What the device sent behind its request must be still to be read from it.
 */
export function handleSocks5Connect(context: ProxyContext, device: Socket, address: SocksAddress): void {
  const authority = toAuthority(address);
  if (authority === undefined) return void answerAndClose(device, encodeReply(replyCodes.generalFailure));
  const connection = context.newConnection('socks5', device);
  connection.connectTarget = authority;
  // As with CONNECT to an HTTP proxy: only port 80 makes cleartext HTTP likely.
  const way = { scheme: authority.port === 80 ? 'http' : 'https', tunnel: true } as const;
  context.dial(
    connection,
    authority,
    way,
    device,
    (result) => {
      if (result.kind === 'failed') {
        if (device.destroyed) return context.abandoned(connection, 'closed-before-first-byte');
        answerAndClose(device, encodeReply(replyForFailure(result.error)));
        return context.failed(connection, 'origin-failed', dialRefusal(result.error).cause);
      }
      if (device.destroyed) {
        if (result.kind === 'connected') result.socket.destroy();
        return context.abandoned(connection, 'closed-before-first-byte');
      }
      if (result.kind === 'injected') {
        device.write(encodeReply(replyCodes.succeeded));
        return sufferTunnel(context, connection, device, result.fault);
      }
      const origin = result.socket;
      const bound = { address: plainAddress(origin.localAddress ?? ''), port: origin.localPort ?? 0 };
      device.write(encodeReply(replyCodes.succeeded, bound));
      openTunnel(context, connection, authority, device, origin);
    },
    () => device.destroy(),
  );
}
