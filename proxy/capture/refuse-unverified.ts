import type { Socket } from 'node:net';
import type { ProxyContext } from '../proxy-context.js';
import { alertNumbers, alertRecord } from '../tls/alert.js';
import type { ClientHello } from '../tls/client-hello.js';
import { deviceHandshake } from '../tls/device-handshake.js';
import { answerAndClose } from './answer-and-close.js';
import { rawResponse } from './raw-response.js';
import type { TlsNames } from './tls-names.js';

/**
 * Refuses a device an origin whose certificate does not verify: with a 502 that explains, where the device can read HTTP/1.1 (one that
 * speaks no TLS is taken to), else with alert 40.
 */
export function refuseUnverified(
  context: ProxyContext,
  names: TlsNames,
  hello: ClientHello | undefined,
  device: Socket,
  why: string,
): void {
  const reason = `the certificate of ${names.origin} does not verify (${why}): give its CA with --origin-ca FILE, or name the host under insecureOrigins in the ruleset`;
  const answer = rawResponse(502, 'Bad Gateway', reason);
  if (hello === undefined) {
    answerAndClose(device, answer);
    return;
  }
  if (hello.alpn !== undefined && !hello.alpn.includes('http/1.1')) {
    answerAndClose(device, alertRecord(alertNumbers.handshakeFailure));
    return;
  }
  const alpn = hello.alpn ? { alpn: 'http/1.1' } : {};
  const { handshakeTimeout: timeout } = context;
  deviceHandshake(
    { socket: device, secureContext: context.leaves.contextFor(names.shown), ...alpn, timeout, keyLog: context.options.keyLog },
    (result) => {
      if (result.kind === 'failed') return;
      const { socket } = result;
      // The answer waits for the request, since a client may take bytes before it for an error of its own.
      const timer = setTimeout(() => socket.destroy(), timeout);
      socket.once('close', () => clearTimeout(timer));
      socket.once('end', () => socket.end());
      socket.once('data', () => {
        clearTimeout(timer);
        answerAndClose(socket, answer);
      });
    },
  );
}
