import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { createHttp1Observer } from '../protocols/index.js';
import { type ProxyContext, plainAddress } from '../proxy-context.js';
import { Relay } from '../relay/relay.js';
import { DialError } from '../upstream/dial-error.js';
import { parseRequestTarget } from './parse-request-target.js';
import { rawResponse } from './raw-response.js';

/**
 * Relays a cleartext upgrade (`GET ws://host/` or `http://` in absolute form with an Upgrade header): dials, sends the request
 * in origin form with its headers as they were, and from then on relays bytes. The origin's answer is the device's answer.
 */
export function handleUpgrade(context: ProxyContext, request: IncomingMessage, device: Socket, head: Buffer): void {
  const onEarlyError = () => device.destroy();
  device.on('error', onEarlyError);
  const target = parseRequestTarget(request.url ?? '');
  if (target.kind !== 'absolute') {
    device.end(rawResponse(400, 'Bad Request', 'an upgrade through a proxy needs an absolute ws:// or http:// URL, or CONNECT'));
    return;
  }
  const connection = context.newConnection('absolute-form', {
    address: plainAddress(device.remoteAddress ?? ''),
    port: device.remotePort ?? 0,
  });
  // Through an upstream proxy only a tunnel carries an upgrade safely, hence the scheme.
  context.dialFor(connection, target.authority, 'https').then(
    (origin) => {
      if (device.destroyed) {
        origin.destroy();
        return context.failed(connection, 'origin-failed', 'closed-before-first-byte');
      }
      device.removeListener('error', onEarlyError);
      let text = `${request.method} ${target.target} HTTP/1.1\r\n`;
      for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
        const name = request.rawHeaders[i]!;
        if (!/^proxy-/i.test(name)) text += `${name}: ${request.rawHeaders[i + 1]}\r\n`;
      }
      const bytes = Buffer.from(`${text}\r\n`, 'latin1');
      connection.wire = 'cleartext';
      connection.interception = 'cleartext';
      const observer = createHttp1Observer(context.observerContext(connection));
      context.options.events.opened(connection);
      origin.write(bytes);
      connection.bytesFromClient += bytes.length;
      observer.observe('client-to-server', bytes, Date.now());
      if (head.length > 0) device.unshift(head);
      const relay = new Relay({
        connection,
        device: { stream: device, raw: device },
        origin: { stream: origin, raw: origin },
        observer,
        brake: context.brake,
        onClosed: () => {
          context.relays.remove(relay);
          context.options.events.closed(connection);
        },
      });
      context.relays.add(relay);
    },
    (error: unknown) => {
      if (!(error instanceof DialError)) throw error;
      device.end(
        rawResponse(
          error.failure === 'timeout' ? 504 : 502,
          error.failure === 'timeout' ? 'Gateway Timeout' : 'Bad Gateway',
          error.message,
        ),
      );
      context.failed(connection, 'origin-failed', error.failure === 'refused-loop' ? 'protocol-error' : error.failure);
    },
  );
}
