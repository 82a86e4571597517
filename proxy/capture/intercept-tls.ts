import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { assertNever, type Connection, type FailureCause } from '../../model/index.js';
import type { ProxyContext } from '../proxy-context.js';
import type { RelaySide } from '../relay/relay.js';
import { resetSocket } from '../reset-socket.js';
import { alertNumbers, alertRecord } from '../tls/alert.js';
import type { ClientHello } from '../tls/client-hello.js';
import { deviceHandshake } from '../tls/device-handshake.js';
import { legOf, originHandshake } from '../tls/origin-handshake.js';
import { offerWrongCertificate } from '../trust/offer-wrong-certificate.js';
import { answerAndClose } from './answer-and-close.js';
import type { Authority } from './parse-authority.js';
import { rawResponse } from './raw-response.js';
import { refuseUnverified } from './refuse-unverified.js';
import type { TlsNames } from './tls-names.js';

type Ready = (sides: { readonly device: RelaySide; readonly origin: RelaySide }) => void;

/** What is terminated: the two sockets, who is who, and what the device said. Without a hello the device speaks no TLS, and only the origin's side does. */
export interface Interception {
  readonly target: Authority;
  readonly names: TlsNames;
  readonly hello?: ClientHello;
  /** Protocols to offer the origin where the device cannot say. */
  readonly alpn?: readonly string[];
  /** The origin speaks no TLS: only the device's side does. */
  readonly clearOrigin?: boolean;
  readonly device: Socket;
  readonly origin: Socket;
}

/**
 * Terminates TLS on both sides of a tunnel: origin first, with the device's own SNI, versions and protocols, and only then the
 * device, with the protocol the origin chose. What the origin refuses, the device is refused in the same way; an origin
 * certificate that does not verify is never hidden behind our good one. Calls `ready` when both sides can be relayed; otherwise
 * it has told everybody, the run included. Behind a reverse proxy one side may be without TLS.
 */
export function interceptTls(context: ProxyContext, connection: Connection, asked: Interception, ready: Ready): void {
  const { target, names, hello, device, origin } = asked;
  if (hello !== undefined) connection.tls = { ...connection.tls, hello: hello.facts };
  const { legacyTlsOrigin, clientCertificate: certificateFor, keyLog } = context.options;
  const legacy = legacyTlsOrigin !== undefined && (legacyTlsOrigin(names.origin) || legacyTlsOrigin(target.host));
  if (context.options.trust !== undefined && hello !== undefined && !connection.internal) {
    const offer = context.options.trust.offerFor(connection, { shown: names.shown, target: target.host }, hello, { legacy });
    if (offer !== undefined) {
      offerWrongCertificate(context, connection, { offer, hello, device, origin });
      return;
    }
  }
  if (asked.clearOrigin || connection.internal) {
    const alpn = hello?.alpn?.includes('http/1.1') ? 'http/1.1' : undefined;
    answerDevice(
      context,
      connection,
      context.leaves.contextFor(names.shown, { legacy }),
      alpn,
      device,
      { stream: origin, raw: origin },
      ready,
    );
    return;
  }

  const clientCertificate = certificateFor?.(names.origin) ?? certificateFor?.(target.host);
  const alpn = hello === undefined ? asked.alpn : hello.alpn;
  const onDeviceGone = () => origin.destroy();
  device.once('close', onDeviceGone);
  originHandshake(
    {
      socket: origin,
      ...(names.sent === undefined ? {} : { serverName: names.sent }),
      verifyAs: names.origin,
      ...(alpn ? { alpn } : {}),
      secureContext: context.origins.contextFor(hello?.versions, { legacy, clientCertificate }),
      timeout: context.handshakeTimeout,
      keyLog,
    },
    (result) => {
      device.removeListener('close', onDeviceGone);
      if (device.destroyed) {
        if (result.kind === 'done') result.socket.destroy();
        return context.abandoned(connection, 'closed-in-handshake');
      }
      switch (result.kind) {
        case 'failed':
          return refuseAsOriginDid(context, connection, asked, result.cause, result.detail);
        case 'done': {
          const { leg, certificate, chain } = result;
          connection.tls = {
            ...connection.tls,
            origin: leg,
            certificate,
            ...(chain.length > 0 ? { chain } : {}),
            ...(clientCertificate ? { clientCertificate: 'presented' } : {}),
          };
          const { insecureOrigin } = context.options;
          if (!certificate.verified && !insecureOrigin(names.origin) && !insecureOrigin(target.host)) {
            result.socket.destroy();
            context.failed(connection, 'origin-failed', 'certificate-not-verified');
            return refuseUnverified(context, names, hello, device, certificate.error ?? 'not verified');
          }
          const reached = { stream: result.socket, raw: origin };
          if (ours !== undefined) return answerDevice(context, connection, ours, leg.alpn, device, reached, ready);
          connection.interception = 'intercepted';
          return ready({ device: { stream: device, raw: device }, origin: reached });
        }
        default:
          return assertNever(result);
      }
    },
  );
  // Made while the origin is busy with its own: a new host's certificate takes us as long as the origin takes for its handshake.
  const ours = hello === undefined ? undefined : context.leaves.contextFor(names.shown, { legacy });
}

function answerDevice(
  context: ProxyContext,
  connection: Connection,
  secureContext: SecureContext,
  alpn: string | undefined,
  device: Socket,
  origin: RelaySide,
  ready: Ready,
): void {
  const { keyLog } = context.options;
  deviceHandshake({ socket: device, secureContext, ...(alpn ? { alpn } : {}), timeout: context.handshakeTimeout, keyLog }, (result) => {
    switch (result.kind) {
      case 'failed':
        origin.stream.destroy();
        return context.failed(connection, 'client-rejected', result.cause);
      case 'done':
        connection.tls = { ...connection.tls, device: legOf(result.socket) };
        if (origin.stream.destroyed) {
          result.socket.destroy();
          return context.failed(connection, 'origin-failed', 'reset');
        }
        connection.interception = 'intercepted';
        return ready({ device: { stream: result.socket, raw: device }, origin });
      default:
        return assertNever(result);
    }
  });
}

function refuseAsOriginDid(
  context: ProxyContext,
  connection: Connection,
  { device, hello }: Interception,
  cause: FailureCause,
  detail: string,
): void {
  if (cause === 'reset' || cause === 'closed-in-handshake') resetSocket(device);
  else if (hello === undefined)
    answerAndClose(device, rawResponse(cause === 'timeout' ? 504 : 502, cause === 'timeout' ? 'Gateway Timeout' : 'Bad Gateway', detail));
  else if (typeof cause === 'object') answerAndClose(device, alertRecord(cause.alert));
  else answerAndClose(device, alertRecord(cause === 'timeout' ? alertNumbers.internalError : alertNumbers.handshakeFailure));
  context.failed(connection, 'origin-failed', cause);
}
