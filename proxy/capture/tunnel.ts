import type { Socket } from 'node:net';
import { assertNever, type Connection } from '../../model/index.js';
import { createHttp1Observer, createOpaqueObserver, type Observer, type ObserverContext } from '../protocols/index.js';
import type { ProxyContext } from '../proxy-context.js';
import { awaitFirstBytes, type FirstBytes } from '../relay/first-bytes.js';
import type { RelaySide } from '../relay/relay.js';
import { createSniffingObserver } from '../relay/sniffing-observer.js';
import type { ClientHello } from '../tls/client-hello.js';
import { closeUnclassified } from './close-unclassified.js';
import { decideOpening, type Opening, openingDeadline, settleOpening } from './decide-opening.js';
import { interceptTls } from './intercept-tls.js';
import type { Authority } from './parse-authority.js';
import { startRelay } from './start-relay.js';

type CreateObserver = (context: ObserverContext) => Observer;

/**
 * Takes over a tunnel whose two TCP connections stand: finds out by the first bytes of either side what goes through it, and
 * relays it accordingly. Both sockets must have an error listener for good.
 */
export function openTunnel(context: ProxyContext, connection: Connection, target: Authority, device: Socket, origin: Socket): void {
  const destroyBoth = () => {
    device.destroy();
    origin.destroy();
  };
  // Nobody has spoken yet; the idle limit and the end of the run count all the same.
  const silence = { lastActive: Date.now(), tick: () => undefined, stop: () => void device.destroy() };
  context.relays.add(silence);
  const deadline = (start: Buffer) => openingDeadline(start, context.handshakeTimeout);
  awaitFirstBytes<Opening>(device, origin, decideOpening, settleOpening, deadline, (first) => {
    context.relays.remove(silence);
    try {
      route(context, connection, target, device, origin, first);
    } catch (error) {
      context.fault(error);
      destroyBoth();
      context.ledger.closed(connection);
    }
  });
}

function route(
  context: ProxyContext,
  connection: Connection,
  target: Authority,
  device: Socket,
  origin: Socket,
  first: FirstBytes<Opening>,
): void {
  const sides = [
    { stream: device, raw: device },
    { stream: origin, raw: origin },
  ] as const;
  const opaque: CreateObserver = (observing) => createOpaqueObserver(observing);
  switch (first.kind) {
    case 'server':
      relayUndecrypted(context, connection, sides, 'cleartext', opaque);
      return;
    case 'closed':
      closeUnclassified(context, connection, device, origin, first);
      return;
    case 'client':
      break;
    default:
      assertNever(first);
      return;
  }
  switch (first.value.kind) {
    case 'tls':
      openTls(context, connection, target, first.value.hello, sides);
      return;
    case 'unreadable-tls':
      relayUndecrypted(context, connection, sides, 'tls', unsupported('TLS whose ClientHello could not be read'));
      return;
    case 'unfinished':
      relayUndecrypted(context, connection, sides, 'cleartext', createSniffingObserver);
      return;
    case 'http1':
      connection.wire = 'cleartext';
      connection.interception = 'cleartext';
      startRelay(context, connection, ...sides, createHttp1Observer);
      return;
    case 'http2-preface':
      relayUndecrypted(context, connection, sides, 'cleartext', unsupported('HTTP/2 in cleartext, for which there is no observer yet'));
      return;
    case 'opaque':
      relayUndecrypted(context, connection, sides, 'cleartext', opaque);
      return;
    default:
      assertNever(first.value);
      return;
  }
}

type Sides = readonly [device: RelaySide, origin: RelaySide];

function openTls(context: ProxyContext, connection: Connection, target: Authority, hello: ClientHello, sides: Sides): void {
  connection.wire = 'tls';
  connection.tls = hello.serverName === undefined ? {} : { serverName: hello.serverName };
  if (context.options.passthrough(hello.serverName ?? target.host) && connection.internal !== true) {
    connection.interception = 'passthrough';
    startRelay(context, connection, ...sides, undefined);
    return;
  }
  const [device, origin] = sides;
  interceptTls(context, connection, target, hello, device.raw, origin.raw, (decrypted) => {
    startRelay(context, connection, decrypted.device, decrypted.origin, observerFor(connection));
  });
}

function observerFor(connection: Connection): CreateObserver {
  const alpn = connection.tls?.origin?.alpn;
  if (alpn === 'http/1.1' || alpn === 'http/1.0' || connection.internal) return createHttp1Observer;
  if (alpn === undefined) return createSniffingObserver;
  return unsupported(`the connection speaks ${printable(alpn)}, for which there is no observer yet`);
}

function relayUndecrypted(
  context: ProxyContext,
  connection: Connection,
  sides: Sides,
  wire: 'cleartext' | 'tls',
  createObserver: CreateObserver,
): void {
  connection.wire = wire;
  connection.interception = 'opaque';
  startRelay(context, connection, ...sides, createObserver);
}

function unsupported(detail: string): CreateObserver {
  return (observing) => createOpaqueObserver(observing, { gap: { reason: 'unsupported-protocol', detail } });
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 40);
}
