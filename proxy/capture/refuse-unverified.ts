import type { Socket } from 'node:net';
import type { ProxyContext } from '../proxy-context.js';
import { alertNumbers, alertRecord } from '../tls/alert.js';
import type { ClientHello } from '../tls/client-hello.js';
import { deviceHandshake } from '../tls/device-handshake.js';
import { answerAndClose } from './answer-and-close.js';
import { rawResponse } from './raw-response.js';

/**
 * Refuses a device an origin whose certificate does not verify: with a 502 that explains, where the device can read HTTP/1.1, else
 * with alert 40.
 */
export function refuseUnverified(context: ProxyContext, name: string, hello: ClientHello, device: Socket, why: string): void {
  if (hello.alpn !== undefined && !hello.alpn.includes('http/1.1')) {
    answerAndClose(device, alertRecord(alertNumbers.handshakeFailure));
    return;
  }
  const reason = `the certificate of ${name} does not verify (${why}): give its CA with --origin-ca FILE, or name the host under insecureOrigins in the ruleset`;
  const alpn = hello.alpn ? { alpn: 'http/1.1' } : {};
  deviceHandshake(
    { socket: device, secureContext: context.leaves.contextFor(name), ...alpn, timeout: context.handshakeTimeout },
    (result) => {
      if (result.kind === 'failed') return;
      const { socket } = result;
      // The answer waits for the request, since a client may take bytes before it for an error of its own.
      const timer = setTimeout(() => socket.destroy(), context.handshakeTimeout);
      socket.once('close', () => clearTimeout(timer));
      socket.once('end', () => socket.end());
      socket.once('data', () => {
        clearTimeout(timer);
        answerAndClose(socket, rawResponse(502, 'Bad Gateway', reason));
      });
    },
  );
}
