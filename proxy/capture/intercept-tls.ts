import type { Socket } from 'node:net';
import { assertNever, type Connection, type FailureCause } from '../../model/index.js';
import type { ProxyContext } from '../proxy-context.js';
import type { RelaySide } from '../relay/relay.js';
import { resetSocket } from '../reset-socket.js';
import { alertNumbers, alertRecord } from '../tls/alert.js';
import type { ClientHello } from '../tls/client-hello.js';
import { deviceHandshake } from '../tls/device-handshake.js';
import { legOf, type OriginHandshake, originHandshake } from '../tls/origin-handshake.js';
import { answerAndClose } from './answer-and-close.js';
import type { Authority } from './parse-authority.js';
import { refuseUnverified } from './refuse-unverified.js';

type HandshakeDone = Extract<OriginHandshake, { kind: 'done' }>;
type Ready = (sides: { readonly device: RelaySide; readonly origin: RelaySide }) => void;

/**
 * Terminates TLS on both sides of a tunnel: origin first, with the device's own SNI, versions and protocols, and only then the
 * device, with the protocol the origin chose. What the origin refuses, the device is refused in the same way; an origin
 * certificate that does not verify is never hidden behind our good one. Calls `ready` when both sides can be relayed; otherwise
 * it has told everybody, the run included.
 */
export function interceptTls(
  context: ProxyContext,
  connection: Connection,
  target: Authority,
  hello: ClientHello,
  device: Socket,
  origin: Socket,
  ready: Ready,
): void {
  const name = hello.serverName ?? target.host;
  if (connection.internal) {
    answerDevice(context, connection, name, device, origin, undefined, ready);
    return;
  }

  const onDeviceGone = () => origin.destroy();
  device.once('close', onDeviceGone);
  const alpn = offeredTo(hello);
  originHandshake(
    {
      socket: origin,
      ...(hello.serverName === undefined ? {} : { serverName: hello.serverName }),
      verifyAs: name,
      ...(alpn ? { alpn } : {}),
      secureContext: context.origins.contextFor(hello.versions),
      timeout: context.handshakeTimeout,
    },
    (result) => {
      device.removeListener('close', onDeviceGone);
      if (device.destroyed) {
        if (result.kind === 'done') result.socket.destroy();
        return context.abandoned(connection, 'closed-in-handshake');
      }
      switch (result.kind) {
        case 'failed':
          return refuseAsOriginDid(context, connection, device, result.cause);
        case 'done': {
          connection.tls = { ...connection.tls, origin: result.leg, certificate: result.certificate };
          const { insecureOrigin } = context.options;
          if (result.certificate.verified || insecureOrigin(name) || insecureOrigin(target.host)) {
            return answerDevice(context, connection, name, device, origin, result, ready);
          }
          result.socket.destroy();
          context.failed(connection, 'origin-failed', 'certificate-not-verified');
          return refuseUnverified(context, name, hello, device, result.certificate.error ?? 'not verified');
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
  ready: Ready,
): void {
  const alpn = origin?.leg.alpn;
  const originStream = origin?.socket ?? originRaw;
  deviceHandshake(
    { socket: device, secureContext: context.leaves.contextFor(name), ...(alpn ? { alpn } : {}), timeout: context.handshakeTimeout },
    (result) => {
      switch (result.kind) {
        case 'failed':
          originStream.destroy();
          return context.failed(connection, 'client-rejected', result.cause);
        case 'done':
          connection.tls = { ...connection.tls, device: legOf(result.socket) };
          if (originStream.destroyed) {
            result.socket.destroy();
            return context.failed(connection, 'origin-failed', 'reset');
          }
          connection.interception = 'intercepted';
          return ready({ device: { stream: result.socket, raw: device }, origin: { stream: originStream, raw: originRaw } });
        default:
          return assertNever(result);
      }
    },
  );
}

function refuseAsOriginDid(context: ProxyContext, connection: Connection, device: Socket, cause: FailureCause): void {
  if (typeof cause === 'object') answerAndClose(device, alertRecord(cause.alert));
  else if (cause === 'reset' || cause === 'closed-in-handshake') resetSocket(device);
  else answerAndClose(device, alertRecord(cause === 'timeout' ? alertNumbers.internalError : alertNumbers.handshakeFailure));
  context.failed(connection, 'origin-failed', cause);
}
