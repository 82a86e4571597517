import type { Socket } from 'node:net';
import { assertNever, type Connection, type FailureCause } from '../../model/index.js';
import type { ProxyContext } from '../proxy-context.js';
import type { RelaySide } from '../relay/relay.js';
import { alertNumbers, alertRecord } from '../tls/alert.js';
import type { ClientHello } from '../tls/client-hello.js';
import { deviceHandshake } from '../tls/device-handshake.js';
import { legOf, type OriginHandshake, originHandshake } from '../tls/origin-handshake.js';
import type { Authority } from './parse-authority.js';
import { rawResponse } from './raw-response.js';

type HandshakeDone = Extract<OriginHandshake, { kind: 'done' }>;

/**
 * Terminates TLS on both sides of a tunnel: origin first, with the device's own SNI and protocols, and only then the device, with
 * the protocol the origin chose. What the origin refuses, the device is refused in the same way; an origin certificate that
 * does not verify is never hidden behind our good one. Calls `ready` when both sides can be relayed; otherwise it has told
 * everybody, the run included.
 */
export function interceptTls(
  context: ProxyContext,
  connection: Connection,
  target: Authority,
  hello: ClientHello,
  device: Socket,
  origin: Socket,
  ready: (sides: { readonly device: RelaySide; readonly origin: RelaySide }) => void,
): void {
  const name = hello.serverName ?? target.host;
  if (connection.internal) return answerDevice(context, connection, name, device, origin, undefined, ready);

  let deviceGone = false;
  const onDeviceGone = () => {
    deviceGone = true;
    origin.destroy();
  };
  device.once('close', onDeviceGone);
  device.on('error', onDeviceGone);
  originHandshake(
    {
      socket: origin,
      ...(hello.serverName === undefined ? {} : { serverName: hello.serverName }),
      verifyAs: name,
      ...(offeredTo(hello) ? { alpn: offeredTo(hello)! } : {}),
      secureContext: context.originContext,
      timeout: context.handshakeTimeout,
    },
    (result) => {
      device.removeListener('close', onDeviceGone);
      device.removeListener('error', onDeviceGone);
      if (deviceGone) {
        if (result.kind === 'done') result.socket.destroy();
        return context.failed(connection, 'client-rejected', 'closed-in-handshake');
      }
      switch (result.kind) {
        case 'failed':
          return refuseAsOriginDid(context, connection, device, origin, result.cause);
        case 'done': {
          connection.tls = { ...connection.tls, origin: result.leg, certificate: result.certificate };
          const tolerated =
            result.certificate.verified || context.options.insecureOrigin(name) || context.options.insecureOrigin(target.host);
          if (!tolerated) return refuseUnverified(context, connection, name, hello, device, result);
          return answerDevice(context, connection, name, device, origin, result, ready);
        }
        default:
          return assertNever(result);
      }
    },
  );
}

/** Only what an observer exists for; a client that offers nothing of the kind gets its own list passed on, and an opaque stream. */
function offeredTo(hello: ClientHello): readonly string[] | undefined {
  if (hello.alpn === undefined) return undefined;
  return hello.alpn.includes('http/1.1') ? ['http/1.1'] : hello.alpn;
}

function answerDevice(
  context: ProxyContext,
  connection: Connection,
  name: string,
  device: Socket,
  originRaw: Socket,
  origin: HandshakeDone | undefined,
  ready: (sides: { readonly device: RelaySide; readonly origin: RelaySide }) => void,
): void {
  const alpn = origin ? origin.leg.alpn : undefined;
  const originStream = origin?.socket ?? originRaw;
  const onOriginGone = () => originStream.destroy();
  originStream.on('error', onOriginGone);
  deviceHandshake(
    { socket: device, secureContext: context.leaves.contextFor(name), ...(alpn ? { alpn } : {}), timeout: context.handshakeTimeout },
    (result) => {
      switch (result.kind) {
        case 'failed':
          originStream.destroy();
          return context.failed(connection, 'client-rejected', result.cause);
        case 'done':
          originStream.removeListener('error', onOriginGone);
          connection.interception = 'intercepted';
          connection.tls = { ...connection.tls, device: legOf(result.socket) };
          if (originStream.destroyed) {
            result.socket.destroy();
            return context.failed(connection, 'origin-failed', 'reset');
          }
          return ready({ device: { stream: result.socket, raw: device }, origin: { stream: originStream, raw: originRaw } });
        default:
          return assertNever(result);
      }
    },
  );
}

function refuseAsOriginDid(context: ProxyContext, connection: Connection, device: Socket, origin: Socket, cause: FailureCause): void {
  origin.destroy();
  device.on('error', () => device.destroy());
  if (typeof cause === 'object') device.end(alertRecord(cause.alert));
  else if (cause === 'reset' || cause === 'closed-in-handshake') device.resetAndDestroy();
  else device.end(alertRecord(cause === 'timeout' ? alertNumbers.internalError : alertNumbers.handshakeFailure));
  device.resume();
  context.failed(connection, 'origin-failed', cause);
}

function refuseUnverified(
  context: ProxyContext,
  connection: Connection,
  name: string,
  hello: ClientHello,
  device: Socket,
  origin: HandshakeDone,
): void {
  origin.socket.on('error', () => origin.socket.destroy());
  origin.socket.destroy();
  context.failed(connection, 'origin-failed', 'certificate-not-verified');
  device.on('error', () => device.destroy());
  if (hello.alpn !== undefined && !hello.alpn.includes('http/1.1')) {
    device.end(alertRecord(alertNumbers.handshakeFailure));
    device.resume();
    return;
  }
  const why = origin.certificate.error ?? 'not verified';
  const reason = `the certificate of ${name} does not verify (${why}): give its CA with --origin-ca FILE, or name the host under insecureOrigins in the ruleset`;
  deviceHandshake(
    {
      socket: device,
      secureContext: context.leaves.contextFor(name),
      ...(hello.alpn ? { alpn: 'http/1.1' } : {}),
      timeout: context.handshakeTimeout,
    },
    (result) => {
      if (result.kind === 'failed') return;
      const { socket } = result;
      socket.on('error', () => socket.destroy());
      // The answer waits for the request, since a client may take bytes before it for an error of its own.
      const timer = setTimeout(() => socket.destroy(), context.handshakeTimeout);
      socket.once('data', () => {
        clearTimeout(timer);
        socket.end(rawResponse(502, 'Bad Gateway', reason));
      });
      socket.once('end', () => socket.end());
      socket.once('close', () => clearTimeout(timer));
    },
  );
}
